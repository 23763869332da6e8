using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Codings;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http;

namespace EvidenceBase.IntegrationTests.Codings;

public sealed class CodingStreamTests
{
    private const string Line = """{"document":"D1","layer":"anna","code":"gap","start":0,"end":3}""";
    private static readonly Problem TooMany = new(ProblemKind.Malformed, "too-many-lines", "These are too many.");

    /// <summary>Where a network cuts a body is chance: the lines, their numbers and the digest must not depend on it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100_000)]
    public async Task Given_a_body_in_pieces_of_any_size_when_it_is_read_then_lines_and_digest_are_those_of_the_whole(int piece)
    {
        var body = Encoding.UTF8.GetBytes($"{Line}\r\n\n  \n{Line.Replace("gap", "工業", StringComparison.Ordinal)}\n{{\"nonsense\":1}}\n{Line}");
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            for (var at = 0; at < body.Length; at += piece)
                await pipe.Writer.WriteAsync(body.AsMemory(at, Math.Min(piece, body.Length - at)));
            await pipe.Writer.CompleteAsync();
        });
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stream = new CodingStream(pipe.Reader, new ApplyCodeValidator(), digest, CodingStream.MostLines, TooMany);

        var portions = new List<CodingPortion>();
        await foreach (var portion in stream.Read(default))
            portions.Add(portion);
        await writing;

        stream.Unreadable.ShouldBeNull();
        portions.SelectMany(portion => portion.Lines).Select(line => (line.Number, line.Command.Code)).ShouldBe([(1, "gap"), (4, "工業"), (6, "gap")]);
        portions.SelectMany(portion => portion.Wrong).Select(line => line.Line).ShouldBe([5]);
        digest.GetHashAndReset().ShouldBe(SHA256.HashData(body));
    }

    [Fact]
    public async Task Given_more_lines_than_are_taken_when_they_are_read_then_what_follows_is_neither_read_nor_held()
    {
        const int most = 1000;
        var body = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{Line}\n", 100 * most))));
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var http = new DefaultHttpContext { Request = { Body = body, ContentType = "application/x-ndjson" } };

        var read = await CodingLines.Read(http, new ApplyCodeValidator(), digest, most, TooMany);

        read.Unreadable.ShouldBe(TooMany);
        body.Position.ShouldBeLessThan(body.Length / 50);
    }

    [Fact]
    public async Task Given_only_empty_lines_when_they_are_read_then_it_is_no_batch()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stream = new CodingStream(PipeReader.Create(new MemoryStream("\n \r\n"u8.ToArray())), new ApplyCodeValidator(), digest, CodingStream.MostLines, TooMany);

        await foreach (var portion in stream.Read(default))
            portion.ShouldBeNull();

        stream.Unreadable!.Type.ShouldBe("empty-batch");
    }
}
