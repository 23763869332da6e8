using System.Globalization;
using System.Net;
using EvidenceBase.Platform.Http.Limits;
using Microsoft.AspNetCore.Http;

namespace EvidenceBase.IntegrationTests.Platform.Http.Limits;

public sealed class RequestRatesTests(SharedService shared)
{
    [Fact]
    public async Task Given_a_limit_of_principals_when_one_asks_too_often_then_it_is_told_when_to_go_on_and_another_is_not_held_up()
    {
        await using var service = await LimitedService.Start(shared, ("RequestsPerMinute", "12"));
        var study = await TestStudy.Open(service);
        await study.Given("members", """{"principal":"service:importer","role":"reader"}""");
        var other = (await study.Given("tokens", """{"name":"import","rights":["read"],"principal":"service:importer"}""")).Json["secret"]!.GetValue<string>();

        var refusal = await study.Get("claims");
        for (var count = 1; count < 100 && refusal.Status == 200; count++)
            refusal = await study.Get("claims");
        var ofOther = await study.Get("claims", ("Authorization", $"Bearer {other}"));

        (refusal.Status, refusal.Problem).ShouldBe((429, "too-many-requests"), refusal.Text);
        refusal.Headers["Content-Type"].ShouldBe("application/problem+json");
        int.Parse(refusal.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        ofOther.Status.ShouldBe(200, ofOther.Text);
    }

    [Fact]
    public async Task Given_a_limit_of_strangers_when_one_guesses_at_tokens_then_it_is_refused_and_whoever_is_signed_in_is_not()
    {
        await using var service = await LimitedService.Start(shared, ("AnonymousRequestsPerMinute", "4"));
        var study = await TestStudy.Open(service);

        var statuses = new List<int>();
        for (var guess = 0; guess < 6; guess++)
            statuses.Add((await study.Get("claims", ("Authorization", $"Bearer evb_{guess}"))).Status);

        statuses.ShouldBe([401, 401, 401, 401, 429, 429]);
        for (var count = 0; count < 10; count++)
            (await study.Get("claims")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_a_server_when_requests_are_forwarded_then_they_count_for_the_address_that_the_terminator_names()
    {
        await using var service = await LimitedService.StartServer(shared, ("Limits:AddressRequestsPerMinute", "3"));

        (await From("203.0.113.7", 4)).ShouldBe([200, 200, 200, 429]);
        (await From("203.0.113.8", 1)).ShouldBe([200]);
        (await From("2001:db8:1:2::1", 3)).ShouldBe([200, 200, 200]);
        (await From("2001:db8:1:2:ffff::9", 1)).ShouldBe([429], "all addresses of a network of IPv6 are one holder's");
        (await From("2001:db8:1:3::1", 1)).ShouldBe([200]);

        async Task<List<int>> From(string address, int times)
        {
            var statuses = new List<int>();
            for (var count = 0; count < times; count++)
            {
                using var request = LimitedService.Forwarded("/health/live", address);
                using var answer = await service.Http.SendAsync(request);
                statuses.Add((int)answer.StatusCode);
            }

            return statuses;
        }
    }

    [Fact]
    public async Task Given_a_laptop_when_its_owner_asks_as_fast_as_they_can_then_they_are_never_held_up()
    {
        var study = await TestStudy.Open(shared.Running);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            var statuses = new List<int>();
            for (var count = 0; count < 100; count++)
                statuses.Add((await study.Get("")).Status);
            return statuses;
        }));

        answers.SelectMany(statuses => statuses).Distinct().ShouldBe([200]);
    }

    [Theory]
    [InlineData("::ffff:203.0.113.7", "address 203.0.113.7")]
    [InlineData("203.0.113.7", "address 203.0.113.7")]
    [InlineData("2001:db8::1", "address 2001:db8::")]
    [InlineData(null, "address unknown")]
    public void Given_an_address_when_it_is_counted_then_it_is_the_one_or_the_network_that_someone_holds(string? address, string counted) =>
        RequestRates.Address(new DefaultHttpContext { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } }).ShouldBe(counted);
}
