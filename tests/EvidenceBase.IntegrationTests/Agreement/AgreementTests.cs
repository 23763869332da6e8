using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Agreement;

public sealed class AgreementTests(SharedService service)
{
    /// <summary>100 characters.</summary>
    private static readonly string Text = string.Concat(Enumerable.Repeat("word word ", 10));

    [Fact]
    public async Task Given_two_layers_when_they_are_compared_then_each_code_and_both_together_have_a_value_and_its_variant()
    {
        var study = await Coded();

        var answer = await study.Get("agreement?layer=anna&layer=ben&coefficient=cohenKappa&coefficient=percentAgreement");

        answer.Status.ShouldBe(200, answer.Text);
        Value(answer, "cohenKappa", "a").ShouldBe("0.8");
        Value(answer, "cohenKappa", null).ShouldBe("0.617647058824");
        Value(answer, "percentAgreement", "b").ShouldBe("0.84");
        Result(answer, "cohenKappa", "a")["variant"]!.GetValue<string>().ShouldStartWith("Cohen 1960");
        Result(answer, "cohenKappa", "a")["units"]!.GetValue<long>().ShouldBe(100);
        answer.Json["inputs"]!["codings"]!.GetValue<int>().ShouldBe(4);
        answer.Headers["Evidence-Position"].ShouldBe(answer.Json["position"]!.ToString());
    }

    [Fact]
    public async Task Given_a_moment_when_layers_are_compared_then_codings_codes_and_documents_are_those_of_then()
    {
        var study = await Coded();
        var before = (await study.Get("agreement?layer=anna&layer=ben&code=a&coefficient=cohenKappa")).Json["position"]!.GetValue<long>();
        await study.Given("codings", Segment("ben", "a", 40, 50));
        await Revise(study, $"Before. {Text}");

        var now = await study.Get("agreement?layer=anna&layer=ben&code=a&coefficient=cohenKappa");
        var then = await study.Get($"agreement?layer=anna&layer=ben&code=a&coefficient=cohenKappa&asOf=position:{before}");

        Value(now, "cohenKappa", "a").ShouldBe("1");
        now.Json["inputs"]!["documents"]![0]!["revision"]!.GetValue<int>().ShouldBe(2);
        Result(now, "cohenKappa", "a")["units"]!.GetValue<long>().ShouldBe(108);
        Value(then, "cohenKappa", "a").ShouldBe("0.8");
        then.Json["inputs"]!["documents"]![0]!["revision"]!.GetValue<int>().ShouldBe(1);
        (await study.Get("agreement?layer=anna&layer=ben&asOf=position:99999")).Problem.ShouldBe("position-out-of-range");
    }

    [Fact]
    public async Task Given_codes_that_were_merged_or_split_when_layers_are_compared_then_codings_count_as_what_they_became()
    {
        var study = await Coded();
        await study.Given("codes/a/merge", """{"into":"b","reason":"One thing."}""");

        var merged = await study.Get("agreement?layer=anna&layer=ben&coefficient=percentAgreement&code=a");
        await study.Given("codes/b/split", """{"into":[{"key":"b-1","name":"B 1"},{"key":"b-2","name":"B 2"}],"reason":"Two things."}""");
        await study.Given("codings", Segment("anna", "b-1", 0, 5));
        var split = await study.Get("agreement?layer=anna&layer=ben&coefficient=percentAgreement");

        merged.Status.ShouldBe(200, merged.Text);
        merged.Json["inputs"]!["codes"]![0]!["key"]!.GetValue<string>().ShouldBe("b");
        Value(merged, "percentAgreement", "b").ShouldBe("0.9");
        split.Json["inputs"]!["leftOut"]!["awaitingChoice"]!.GetValue<int>().ShouldBe(4);
        Value(split, "percentAgreement", "b-1").ShouldBe("0.95");
    }

    [Fact]
    public async Task Given_weights_when_numbers_are_compared_then_metrics_differ_and_statements_stay_out()
    {
        var study = await Open();
        await study.Given("interviews", """{"code":"H 1"}""");
        await study.Given("codings", """{"interview":"H 1","layer":"anna","codes":["a"],"statement":"It moved."}""");
        foreach (var (layer, start, weight) in new[] { ("anna", 0, 10), ("ben", 0, 20), ("anna", 20, 80), ("ben", 20, 80), ("anna", 40, 100), ("ben", 40, 90) })
            await study.Given("codings", $$"""{"document":"D1","layer":"{{layer}}","code":"a","start":{{start}},"end":{{start + 10}},"weight":{{weight}}}""");

        var answer = await study.Get("agreement?layer=anna&layer=ben&valuation=weight&unit=segments&coefficient=alphaNominal&coefficient=alphaInterval&coefficient=alphaOrdinal");

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json["inputs"]!["codings"]!.GetValue<int>().ShouldBe(6);
        Value(answer, "alphaNominal", "a").ShouldBe("0.285714285714");

        // D_o = (100 + 0 + 100)·2/6; D_e from the pairs of 10, 20, 80, 80, 100, 90.
        Value(answer, "alphaInterval", "a").ShouldBe("0.977272727273");
        Result(answer, "alphaOrdinal", "a")["value"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Given_a_recorded_measurement_when_much_has_happened_since_then_it_comes_out_the_same_to_the_last_digit()
    {
        var study = await Coded();
        var recorded = await study.Post(
            "measurements",
            """
            {"key":"M1","note":"For the appendix.","question":{"layers":["ben","anna"],"coefficients":["cohenKappa","alphaNominal","alphaUnitizing","uAlpha"],
             "bootstrap":{"replicates":200,"seed":42,"resampled":"units"}}}
            """);
        await study.Given("codings", Segment("ben", "a", 60, 90));
        await study.Given("codes/a/merge", """{"into":"b","reason":"One thing."}""");
        await Revise(study, "Quite another text.");

        var read = await study.Get("measurements/M1");
        var again = await study.Get("measurements/M1/recomputation");

        recorded.Status.ShouldBe(201, recorded.Text);
        recorded.Headers["Location"].ShouldEndWith("/measurements/M1");
        read.Json["note"]!.GetValue<string>().ShouldBe("For the appendix.");
        Value(read, "cohenKappa", null, read.Json["agreement"]!).ShouldBe("0.617647058824");
        Result(read, "cohenKappa", "a", read.Json["agreement"]!)["interval"]!["replicates"]!.GetValue<int>().ShouldBe(200);
        Result(read, "uAlpha", null, read.Json["agreement"]!)["undefined"]!["kind"]!.GetValue<string>().ShouldBe("not-exclusive");
        again.Status.ShouldBe(200, again.Text);
        again.Json["equal"]!.GetValue<bool>().ShouldBeTrue(again.Text);
        again.Json["recordedHash"]!.GetValue<string>().ShouldBe(again.Json["recomputedHash"]!.GetValue<string>());
        again.Json["results"]!.AsArray().Count.ShouldBe(10);
        (await study.Get("measurements")).Json["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()).ShouldBe(["M1"]);
        (await study.Get("measurements/M1/history")).Json["items"]![0]!["type"]!.GetValue<string>().ShouldBe("agreement_measured");
        (await study.Get($"measurements/{recorded.Id}")).Status.ShouldBe(200);
        (await study.Get("measurements/M2")).Status.ShouldBe(404);
        (await study.Get("measurements/M2/recomputation")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_recorded_measurement_when_the_rows_behind_it_are_changed_then_the_recomputation_says_where_it_differs()
    {
        var study = await Coded();
        await study.Given("measurements", """{"key":"M1","question":{"layers":["anna","ben"],"coefficients":["cohenKappa"]}}""");
        await using (var command = service.Running.Superuser.CreateCommand(
            "update evidence.coding set segment = '[0,41)' where study = $1 and layer = 'ben' and segment = '[0,40)'"))
        {
            command.Parameters.Add(new() { Value = study.Slug });
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        var again = await study.Get("measurements/M1/recomputation");

        again.Json["equal"]!.GetValue<bool>().ShouldBeFalse();
        again.Json["inputsEqual"]!.GetValue<bool>().ShouldBeFalse();
        again.Json["recordedHash"]!.GetValue<string>().ShouldNotBe(again.Json["recomputedHash"]!.GetValue<string>());
        var results = again.Json["results"]!.AsArray();
        results.Count(result => result!["equal"]!.GetValue<bool>()).ShouldBe(1);
        var changed = results.First(result => !result!["equal"]!.GetValue<bool>())!;
        changed["recorded"]!["value"]!.GetValue<string>().ShouldBe("0.8");
        changed["recomputed"]!["value"]!.GetValue<string>().ShouldBe("0.82");
    }

    [Theory]
    [InlineData("layer=anna", 400, "invalid", null)]
    [InlineData("", 400, "invalid", null)]
    [InlineData("layer=anna&layer=anna", 400, "invalid", null)]
    [InlineData("layer=anna&layer=Ben!", 400, "invalid", null)]
    [InlineData("layer=anna&layer=carl", 422, "unknown-layer", "layers[1]")]
    [InlineData("layer=anna&layer=ben&document=D9", 422, "unknown-reference", "documents[0]")]
    [InlineData("layer=anna&layer=ben&document=D1&document=D1", 400, "invalid", null)]
    [InlineData("layer=anna&layer=ben&code=a&code=z", 422, "unknown-reference", "codes[1]")]
    [InlineData("layer=anna&layer=ben&coeficient=cohenKappa", 400, "malformed-parameter", "coeficient")]
    [InlineData("layer=anna&layer=ben&coefficient=kappa", 400, "malformed-parameter", "coefficient")]
    [InlineData("layer=anna&layer=ben&coefficient=alphaOrdinal", 422, "agreement-parameters", "coefficients")]
    [InlineData("layer=anna&layer=ben&unit=words", 400, "malformed-parameter", "unit")]
    [InlineData("layer=anna&layer=ben&unit=segments&unit=documents", 400, "malformed-parameter", "unit")]
    [InlineData("layer=anna&layer=ben&overlap=-3", 400, "malformed-parameter", "overlap")]
    [InlineData("layer=anna&layer=ben&subcodes=true", 400, "invalid", null)]
    [InlineData("layer=anna&layer=ben&subcodes=perhaps", 400, "malformed-parameter", "subcodes")]
    [InlineData("layer=anna&layer=ben&bootstrap=5", 422, "agreement-parameters", "bootstrap.replicates")]
    [InlineData("layer=anna&layer=ben&seed=5", 400, "malformed-parameter", "bootstrap")]
    [InlineData("layer=anna&layer=ben&bootstrap=100&seed=99999999999999999999", 400, "malformed-parameter", "seed")]
    [InlineData("layer=anna&layer=ben&asOf=yesterday", 400, "malformed-moment", "asOf")]
    [InlineData("layer=anna&layer=ben&asOf=position:1", 422, "unknown-layer", "layers[0]")]
    public async Task Given_a_question_that_cannot_be_answered_when_it_is_asked_then_a_problem_names_what_is_wrong(
        string query, int status, string problem, string? field)
    {
        var study = await Coded();

        var answer = await study.Get($"agreement?{query}");

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        (answer.Json["field"]?.GetValue<string>()).ShouldBe(field);
    }

    [Fact]
    public async Task Given_commands_that_cannot_be_carried_out_when_they_are_sent_then_nothing_is_recorded()
    {
        var study = await Coded();

        (await study.Post("measurements", """{"key":"M1"}""")).Status.ShouldBe(400);
        (await study.Post("measurements", """{"key":"M1","question":{"layers":["anna"]}}""")).Problem.ShouldBe("invalid");
        (await study.Post("measurements", """{"key":"M/1","question":{"layers":["anna","ben"]}}""")).Problem.ShouldBe("invalid");
        (await study.Post("measurements", """{"key":"M1","question":{"layers":["anna","ben"],"measured":1}}""")).Problem.ShouldBe("malformed-json");
        (await study.Post("measurements", """{"key":"M1","question":{"layers":["anna","ben"]},"measured":null}""")).Problem.ShouldBe("malformed-json");
        var unknown = await study.Post("measurements", """{"key":"M1","question":{"layers":["anna","carl"]}}""");
        (unknown.Status, unknown.Json["field"]!.GetValue<string>()).ShouldBe((422, "question.layers[1]"));

        (await study.Get("measurements")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await study.Get("history?type=agreement_measured")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_measurement_when_it_is_sent_again_then_the_first_answer_comes_and_its_key_is_taken_for_others()
    {
        var study = await Coded();
        const string Command = """{"key":"M1","question":{"layers":["anna","ben"]}}""";

        var first = await study.Post("measurements", Command, ("Idempotency-Key", "m-1"));
        await study.Given("codings", Segment("ben", "a", 60, 90));
        var repeat = await study.Post("measurements", Command, ("Idempotency-Key", "m-1"));
        var other = await study.Post("measurements", Command, ("Idempotency-Key", "m-2"));

        (repeat.Status, repeat.Text).ShouldBe((201, first.Text));
        repeat.Headers["Idempotent-Replayed"].ShouldBe("true");
        (other.Status, other.Problem).ShouldBe((409, "key-taken"));
        (await study.Get("history?type=agreement_measured")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_nothing_that_could_agree_when_layers_are_compared_then_the_answer_has_the_reason_instead_of_a_number()
    {
        var study = await Open();
        await study.Given("codings", Segment("anna", "a", 0, 10));
        await study.Given("documents", $$"""{"key":"D2","title":"Another","text":"{{Text}}"}""");
        await study.Given("codings", Segment("ben", "a", 0, 10).Replace("D1", "D2", StringComparison.Ordinal));

        var answer = await study.Get("agreement?layer=anna&layer=ben&untouched=missing&coefficient=cohenKappa&coefficient=bennettS");

        answer.Status.ShouldBe(200, answer.Text);
        Result(answer, "cohenKappa", "a")["value"].ShouldBeNull();
        Result(answer, "cohenKappa", "a")["undefined"]!["kind"]!.GetValue<string>().ShouldBe("no-pairable-units");
    }

    private async Task<TestStudy> Open()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("documents", $$"""{"key":"D1","title":"A text","text":"{{Text}}"}""");
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("codes", """{"key":"b","name":"B"}""");
        return study;
    }

    /// <summary>Two layers: a with kappa 0.8, b with 0.111, pooled 0.618.</summary>
    /// <summary>What is measured from is taken away, so that a second measuring would fail.</summary>
    [Fact]
    public async Task Given_a_measurement_when_it_is_repeated_under_its_key_then_the_first_answer_comes_without_measuring_again()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await TestStudy.Open(own);
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("documents", $$"""{"key":"D1","title":"Notes","text":"{{Text}}"}""");
        await study.Given("codings", Segment("anna", "a", 0, 50));
        await study.Given("codings", Segment("ben", "a", 0, 40));
        const string Command = """{"key":"M1","question":{"layers":["anna","ben"]}}""";
        var first = await study.Post("measurements", Command, ("Idempotency-Key", "m-1"));
        await using (var away = own.Superuser.CreateCommand("alter table evidence.coding rename to coding_away"))
            await away.ExecuteNonQueryAsync();

        var repeat = await study.Post("measurements", Command, ("Idempotency-Key", "m-1"));
        var other = await study.Post("measurements", """{"key":"M2","question":{"layers":["anna","ben"]}}""", ("Idempotency-Key", "m-1"));

        (repeat.Status, repeat.Text, repeat.Headers["Idempotent-Replayed"]).ShouldBe((201, first.Text, "true"));
        (other.Status, other.Problem).ShouldBe((422, "idempotency-key-reused"));
    }

    private async Task<TestStudy> Coded()
    {
        var study = await Open();
        await study.Given("codings", Segment("anna", "a", 0, 50));
        await study.Given("codings", Segment("ben", "a", 0, 40));
        await study.Given("codings", Segment("anna", "b", 0, 10));
        await study.Given("codings", Segment("ben", "b", 8, 18));
        return study;
    }

    private static async Task Revise(TestStudy study, string text) =>
        (await study.Post("documents/D1/revisions", $$"""{"text":"{{text}}"}""", ("If-Match", "\"1\""))).Status.ShouldBe(200);

    private static string Segment(string layer, string code, int start, int end) =>
        $$"""{"document":"D1","layer":"{{layer}}","code":"{{code}}","start":{{start}},"end":{{end}}}""";

    private static string? Value(TestAnswer answer, string coefficient, string? code, JsonNode? within = null) =>
        Result(answer, coefficient, code, within)["value"]?.GetValue<string>();

    private static JsonNode Result(TestAnswer answer, string coefficient, string? code, JsonNode? within = null) => (within ?? answer.Json)["results"]!.AsArray()
        .Single(result => result!["coefficient"]!.GetValue<string>() == coefficient && result["code"]?["key"]?.GetValue<string>() == code)!;
}
