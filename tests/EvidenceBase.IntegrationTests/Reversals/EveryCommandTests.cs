using EvidenceBase.IntegrationTests.Audit.Replays;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.IntegrationTests.Platform.Http.Contract;

namespace EvidenceBase.IntegrationTests.Reversals;

/// <summary>
/// Every command of the contract is done, undone and done again – or stands among those that are not undone, with the reason. A command that is
/// new and does neither fails here.
/// </summary>
public sealed class EveryCommandTests(SharedService shared)
{
    private const string Study = "/api/studies/{study}";

    /// <summary>Refused with a reason.</summary>
    private static readonly string[] Final =
    [
        $"POST {Study}/releases",
        $"POST {Study}/members", $"PUT {Study}/members/{{principal}}", $"DELETE {Study}/members/{{principal}}",
        $"POST {Study}/interviews/{{interview}}/consent", $"POST {Study}/interviews/{{interview}}/consent-withdrawal",
        $"POST {Study}/interviews/{{interview}}/embargo", $"POST {Study}/interviews/{{interview}}/erasure",
        $"POST {Study}/documents/{{document}}/revisions", $"POST {Study}/documents/{{document}}/revisions:upload", $"POST {Study}/documents/{{document}}/erasure",
        $"POST {Study}/rounds", $"POST {Study}/rounds/{{round}}/closing", $"POST {Study}/rounds/{{round}}/adjudications",
    ];

    /// <summary>Not about the record of a study, or many commands at once, each of which is undone for itself.</summary>
    private static readonly string[] NoCommands =
    [
        "POST /api/studies", "POST /api/sign-in-addresses",
        $"POST {Study}/tokens", $"DELETE {Study}/tokens/{{token}}",
        $"POST {Study}/invitations", $"DELETE {Study}/invitations/{{invitation}}",
        $"POST {Study}/codings:batch", $"POST {Study}/codings:enqueue", $"POST {Study}/intake/dead-letters/{{letter}}/replay",
        $"POST {Study}/undo", $"POST {Study}/redo",
    ];

    [Fact]
    public async Task Given_every_command_of_the_contract_when_it_is_done_undone_and_redone_then_all_is_shown_as_without_it_and_as_with_it()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase(), settings: ["EvidenceBase:Limits:RequestsPerMinute=0", "EvidenceBase:Limits:AddressRequestsPerMinute=0"]);
        var contract = await Contract.Of(service);
        var (undone, refused, wrong) = (new HashSet<string>(), new HashSet<string>(), new List<string>());

        await ExampleStudy.Make(service, await shared.OnServer(), contract, async (operation, study, send) =>
        {
            if (operation.StartsWith("GET ", StringComparison.Ordinal) || NoCommands.Contains(operation))
                return await send();
            var before = await Shown.Of(study);
            var answer = await send();
            if (answer.Status >= 300)
                return answer;
            var after = await Shown.Of(study);
            var position = long.Parse((await study.Get("claims")).Headers["Evidence-Position"], System.Globalization.CultureInfo.InvariantCulture);
            var undo = await study.Post("undo", $$"""{"position":{{position}}}""");
            if (undo.Status == 409 && undo.Problem == "not-undoable")
            {
                refused.Add(operation);
                wrong.AddRange(Shown.Differences(after, await Shown.Of(study)).Select(one => $"{operation}, refused: {one}"));
                return answer;
            }

            undone.Add(operation);
            if (undo.Status != 200)
                wrong.Add($"{operation}, undone: {undo.Text}");
            wrong.AddRange(Shown.Differences(before, await Shown.Of(study)).Select(one => $"{operation}, undone: {one}"));
            var redo = await study.Post("redo", $$"""{"position":{{position}}}""");
            if (redo.Status != 200)
                wrong.Add($"{operation}, redone: {redo.Text}");
            wrong.AddRange(Shown.Differences(after, await Shown.Of(study)).Select(one => $"{operation}, redone: {one}"));
            wrong.AddRange(Shown.Differences(after, await Shown.Of(study, $"&asOf=position:{position}")).Select(one => $"{operation}, as of then: {one}"));
            return answer;
        });

        wrong.ShouldBeEmpty();
        var replay = await TestStudy.Named(service, "harbour").Replayed();
        replay["differences"]!.GetValue<long>().ShouldBe(0, string.Join('\n', await TestStudy.Named(service, "harbour").Differences(replay)));
        refused.Order().ShouldBe(Final.Order());
        undone.Concat(Final).Concat(NoCommands).Order().ShouldBe(contract.Operations.Keys.Where(operation => !operation.StartsWith("GET ", StringComparison.Ordinal) && ExampleStudy.IsSent(operation)).Order());
    }
}
