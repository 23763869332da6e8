using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Documents;

namespace EvidenceBase.IntegrationTests.Platform.Http.Limits;

public sealed class RequestSizesTests(SharedService shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_command_that_is_too_large_when_it_is_sent_then_it_is_refused_and_nothing_is_written(bool saysItsLength)
    {
        await using var service = await LimitedService.Start(shared, ("BodyBytes", "2000"), ("UploadBytes", "20000"));
        var study = await TestStudy.Open(service);

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/studies/{study.Slug}/claims") { Content = Claim(3000) };
        request.Headers.TransferEncodingChunked = !saysItsLength;
        using var answer = await service.Http.SendAsync(request);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        problem["type"]!.GetValue<string>().ShouldBe("urn:evidencebase:problem:too-large");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await study.Get("claims")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await study.Post("claims", await Claim(500).ReadAsStringAsync())).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Given_a_document_or_a_batch_when_it_is_sent_then_it_may_be_as_large_as_an_upload_and_no_larger()
    {
        await using var service = await LimitedService.Start(shared, ("BodyBytes", "2000"), ("UploadBytes", "20000"));
        var study = await TestStudy.Open(service);

        var taken = await study.Post("documents", DocumentTests.Deposit("D1", new string('a', 10_000)));
        var tooLarge = await study.Post("documents", DocumentTests.Deposit("D2", new string('a', 30_000)));
        var batch = await study.Post("codings:batch", $"[{new string(' ', 10_000)}]");

        taken.Status.ShouldBe(201, taken.Text);
        (tooLarge.Status, tooLarge.Problem).ShouldBe((413, "too-large"));
        tooLarge.Text.ShouldContain("20,000 bytes");
        batch.Status.ShouldNotBe(413, batch.Text);
    }

    [Fact]
    public async Task Given_addresses_and_headers_that_are_too_long_when_they_are_sent_then_each_is_refused_with_its_own_status()
    {
        await using var service = await LimitedService.Start(shared, ("UrlBytes", "1000"), ("HeaderBytes", "2000"));
        var study = await TestStudy.Open(service);

        var url = await study.Get($"claims?cursor={new string('a', 1500)}");
        var headers = await study.Get("claims", ("X-Much", new string('a', 3000)));
        var beyond = await Raw(service, $"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        var far = await Raw(service, $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Much: {new string('a', 9000)}\r\n\r\n");

        (url.Status, url.Problem).ShouldBe((414, "url-too-long"), url.Text);
        (headers.Status, headers.Problem).ShouldBe((431, "headers-too-large"), headers.Text);
        beyond.ShouldStartWith("HTTP/1.1 414");
        far.ShouldStartWith("HTTP/1.1 431");
        (await study.Get("claims")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("limit=1000000000000")]
    public async Task Given_a_list_when_more_is_asked_for_than_a_page_holds_then_it_is_refused(string query)
    {
        var study = await TestStudy.Open(shared.Running);

        foreach (var list in new[] { "claims", "sources", "codings", "history", "interviews" })
            (await study.Get($"{list}?{query}")).Status.ShouldBe(400, list);
    }

    private static StringContent Claim(int characters) => new(
        $$"""{"key":"C1","kind":"causal","text":"{{new string('a', characters)}}"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    /// <summary>The status line that the server gives to what its own parser refuses.</summary>
    private static async Task<string> Raw(RunningService service, string request)
    {
        var address = new Uri(service.Address);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? string.Empty;
    }
}
