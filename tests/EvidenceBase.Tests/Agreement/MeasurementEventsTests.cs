using System.Text.Json;
using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Agreement;

public sealed class MeasurementEventsTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    private static readonly AgreementMeasured Measured = new(
        "M1",
        "For the appendix.",
        new(
            61,
            new(
                UnitOfAnalysis.Segments, Valuation.Code, [Coefficient.CohenKappa, Coefficient.GwetAc1], Uncoded.Missing, Untouched.Missing, 80, true,
                new Bootstrap(1000, 7, 90, Resampled.Units)),
            new(["anna", "ben"], [new(Id, "D1", 2, 4711)], [new(Id, "gap")], 12, 345, new(1, 2), "0f"),
            1,
            [
                new(
                    Coefficient.CohenKappa, Id, "0.795454545455", "0.09", "0.44", 100, "0.5", null, new("0.7", "0.9", 998)),
                new(
                    Coefficient.GwetAc1, null, null, null, null, 0, Undefined: new("no-pairable-units", "Nothing."), Interval: new(null, null, 0, new("no-replicate", "None."))),
            ]));

    [Fact]
    public void Stored_events_stay_readable() => MeasurementStream.Definition.ShouldStayAsStored((
        "agreement_measured",
        Measured,
        """{"key":"M1","note":"For the appendix.","agreement":{"position":61,"parameters":{"unit":"segments","valuation":"code","coefficients":["cohenKappa","gwetAc1"],"uncoded":"missing","untouched":"missing","overlap":80,"subcodes":true,"bootstrap":{"replicates":1000,"seed":7,"level":90,"resampled":"units"}},"inputs":{"layers":["anna","ben"],"documents":[{"id":"0199a0b0-0000-7000-8000-000000000001","key":"D1","revision":2,"length":4711}],"codes":[{"id":"0199a0b0-0000-7000-8000-000000000001","key":"gap"}],"codebookVersion":12,"codings":345,"leftOut":{"deleted":1,"awaitingChoice":2},"hash":"0f"},"definitions":1,"results":[{"coefficient":"cohenKappa","code":"0199a0b0-0000-7000-8000-000000000001","value":"0.795454545455","observedDisagreement":"0.09","expectedDisagreement":"0.44","units":100,"coverage":"0.5","interval":{"lower":"0.7","upper":"0.9","replicates":998}},{"coefficient":"gwetAc1","units":0,"undefined":{"kind":"no-pairable-units","detail":"Nothing."},"interval":{"replicates":0,"undefined":{"kind":"no-replicate","detail":"None."}}}]}}"""));

    /// <summary>The words under which choices are stored and asked for.</summary>
    [Fact]
    public void Choices_keep_their_words()
    {
        Words<Coefficient>().ShouldBe(
            "percentAgreement holsti cohenKappa lightKappa scottPi bennettS fleissKappa gwetAc1 alphaNominal alphaOrdinal alphaInterval alphaRatio "
            + "alphaUnitizing uAlpha binaryUAlpha cuAlpha kuAlpha");
        Words<UnitOfAnalysis>().ShouldBe("characters segments documents");
        Words<Valuation>().ShouldBe("presence code codeSet weight count");
        Words<Uncoded>().ShouldBe("category missing");
        Words<Untouched>().ShouldBe("uncoded missing");
        Words<Resampled>().ShouldBe("documents units");
    }

    [Fact]
    public void Given_a_measurement_when_it_is_shown_then_each_value_names_its_code_and_whose_definition_it_is()
    {
        var view = Given.View<MeasurementView>(MeasurementStream.Definition, Given.Stream(MeasurementStream.Definition, Id, "M1", Measured));

        view.Note.ShouldBe("For the appendix.");
        view.Agreement.Rounding.ShouldBe("computed exactly, written with 12 significant digits, half to even");
        view.Agreement.Results[0].Code!.Key.ShouldBe("gap");
        view.Agreement.Results[0].Variant.ShouldStartWith("Cohen 1960");
        view.Agreement.Results[1].Code.ShouldBeNull();
        view.Agreement.Results[1].Undefined!.Kind.ShouldBe("no-pairable-units");
    }

    [Fact]
    public void Given_a_measurement_when_it_is_recomputed_then_each_difference_is_shown()
    {
        var recorded = Measured.Agreement;
        var otherDigit = recorded with { Results = [recorded.Results[0] with { Value = "0.795454545454" }, recorded.Results[1]] };
        var otherInputs = recorded with { Inputs = recorded.Inputs with { Hash = "1f" } };

        Recomputation.Of("M1", recorded, recorded with { }).Equal.ShouldBeTrue();
        var digit = Recomputation.Of("M1", recorded, otherDigit);
        (digit.Equal, digit.InputsEqual).ShouldBe((false, true));
        digit.Results.Select(result => result.Equal).ShouldBe([false, true]);
        digit.Results[0].Recomputed!.Value.ShouldBe("0.795454545454");
        var inputs = Recomputation.Of("M1", recorded, otherInputs);
        (inputs.Equal, inputs.InputsEqual, inputs.RecordedHash, inputs.RecomputedHash).ShouldBe((false, false, "0f", "1f"));
        var missing = Recomputation.Of("M1", recorded, recorded with { Results = [recorded.Results[1]] });
        missing.Equal.ShouldBeFalse();
        missing.Results[0].Recomputed.ShouldBeNull();
    }

    private static string Words<TWord>()
        where TWord : struct, Enum => string.Join(' ', Enum.GetValues<TWord>().Select(value => JsonSerializer.Serialize(value, RecordJson.Options).Trim('"')));
}
