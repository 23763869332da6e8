using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Npgsql;
using Wolverine.Http;

namespace EvidenceBase.Codings;

public static class ReadBatchProgressEndpoint
{
    /// <summary>
    /// How far a batch has come that the caller has sent under an Idempotency-Key, and is told while it is being taken; afterwards what it was
    /// answered with. 404 where nothing was written under the key: it was refused, broken off, or never sent – and can be sent again.
    /// </summary>
    [WolverineGet("/api/studies/{study}/codings:batch/{key}")]
    [Needs(Right.Code)]
    [Gives(typeof(BatchProgressView))]
    public static async Task<IResult> Get(string study, string key, HttpContext http, BatchProgress progress, NpgsqlDataSource database)
    {
        var actor = Caller.Required(http).Name;
        if (progress.Find(study, actor, key) is { } underWay)
            return TypedResults.Json(underWay, RecordJson.Options);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Repeats.Find(new(study, actor, key, [])) } };
        await using var reader = await batch.ExecuteReaderAsync(http.RequestAborted);
        if (!await reader.ReadAsync(http.RequestAborted) || Answer(reader.GetString(2)) is not { } answer)
            return Problems.Result(new Problem(ProblemKind.NotFound, "not-found", $"Nothing was written under the key “{key}”, and no batch under it is being taken by this process."));
        return TypedResults.Json(new BatchProgressView(BatchPhase.Done, answer.Accepted, 0, answer), RecordJson.Options);
    }

    /// <summary>Null where another command has the key.</summary>
    private static BatchAnswer? Answer(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BatchAnswer>(json, RecordJson.Options) is { Codings: not null } answer ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
