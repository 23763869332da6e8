using CsCheck;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Arguments;

/// <summary>Whatever is asked of an outline, what is accepted leaves it a tree, and no step rests on itself.</summary>
public sealed class ArgumentPropertiesTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 8).Select(number => new Guid(number, 0, 0, new byte[8]))];

    private static readonly Gen<Guid> Id = Gen.Int[0, 7].Select(index => Ids[index]);

    private static readonly Gen<Func<Argument, Decision>> Command = Gen.OneOf<Func<Argument, Decision>>(
        Gen.Select(Id, Id, Gen.Bool, (step, parent, top) => (Func<Argument, Decision>)(argument => argument.Find(step) is null
            ? ArgumentDecisions.AddStep(argument, new(step, step.ToString(), "Step", "It follows.", ParentId: top ? null : parent), null)
            : Decision.Accept())),
        Gen.Select(Id, Id, Gen.Bool, (step, parent, top) => (Func<Argument, Decision>)(argument =>
            ArgumentDecisions.MoveStep(argument, new(step, top ? null : parent, null)))),
        Gen.Select(Id, Id, Id, (step, parent, before) => (Func<Argument, Decision>)(argument =>
            ArgumentDecisions.MoveStep(argument, new(step, argument.Find(before)?.ParentId, before)))),
        Id.Select(step => (Func<Argument, Decision>)(argument => ArgumentDecisions.RemoveStep(argument, step, null))),
        Gen.Select(Id, Id, (step, other) => (Func<Argument, Decision>)(argument =>
            ArgumentDecisions.Relate(argument, new(step, other, StepRelation.Continues, null)))),
        Gen.Select(Id, Id, (step, other) => (Func<Argument, Decision>)(argument => ArgumentDecisions.Unrelate(argument, step, other))));

    [Fact]
    public void Given_any_commands_when_they_are_decided_in_turn_then_the_outline_shows_every_step_once_and_reasoning_never_goes_round() =>
        Command.List[0, 60].Sample(commands =>
        {
            var events = new List<object> { new ArgumentOutlined("a", "An argument", null) };
            foreach (var command in commands)
                events.AddRange(command(Fold(events)).Events);
            var argument = Given.State<Argument>(ArgumentStream.Definition, events);

            argument.Outline().Select(line => line.Step.Id).ShouldBe(argument.Steps.Select(step => step.Id), ignoreOrder: true);
            argument.Outline().Select(line => line.Number).ShouldBeUnique();
            foreach (var step in argument.Steps)
            {
                step.RestsOn.ShouldAllBe(resting => argument.Find(resting.StepId) != null);
                Grounds(argument, step.Id).ShouldNotContain(step.Id);
            }
        });

    [Fact]
    public void Given_two_steps_when_each_is_to_rest_on_the_other_then_the_second_is_refused_as_a_cycle()
    {
        var argument = Given.State<Argument>(
            ArgumentStream.Definition,
            [
                new ArgumentOutlined("a", "An argument", null),
                new StepAdded(Ids[0], "S1", "First", "It follows."),
                new StepAdded(Ids[1], "S2", "Second", "It follows."),
                new StepsRelated(Ids[1], Ids[0], StepRelation.Continues, null),
            ]);

        ArgumentDecisions.Relate(argument, new(Ids[0], Ids[1], StepRelation.Explains, null)).Problem!.Type.ShouldBe("cycle");
        ArgumentDecisions.Relate(argument, new(Ids[0], Ids[0], StepRelation.Explains, null)).Problem!.Type.ShouldBe("cycle");
        ArgumentDecisions.RemoveStep(argument, Ids[0], null).Problem!.Type.ShouldBe("rested-on");
    }

    [Fact]
    public void Given_siblings_when_one_is_put_before_another_then_numbers_follow_and_keys_stay()
    {
        var argument = Given.State<Argument>(
            ArgumentStream.Definition,
            [
                new ArgumentOutlined("a", "An argument", null),
                new StepAdded(Ids[0], "S1", "First", "It follows."),
                new StepAdded(Ids[1], "S2", "Second", "It follows."),
                new StepAdded(Ids[2], "S3", "Third", "It follows.", ParentId: Ids[1]),
                new StepMoved(Ids[1], null, Ids[0]),
            ]);

        argument.Outline().Select(line => $"{line.Number} {line.Step.Key}").ShouldBe(["1 S2", "1.1 S3", "2 S1"]);
    }

    private static Argument Fold(IReadOnlyList<object> events) => (Argument)ArgumentStream.Definition.Fold(events)!;

    private static HashSet<Guid> Grounds(Argument argument, Guid stepId)
    {
        var grounds = new HashSet<Guid>();
        var open = new Queue<Guid>(argument.Find(stepId)!.RestsOn.Select(resting => resting.StepId));
        while (open.TryDequeue(out var id))
        {
            if (grounds.Add(id) && argument.Find(id) is { } step)
            {
                foreach (var resting in step.RestsOn)
                    open.Enqueue(resting.StepId);
            }
        }

        return grounds;
    }
}
