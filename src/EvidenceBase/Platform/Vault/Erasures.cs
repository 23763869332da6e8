using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Vault;

/// <summary>
/// Destroys the keys of what was erased. The event comes first, so that nothing is destroyed that the record does not tell of; if the service is killed
/// between the two, the key is destroyed at the next start, before any request is taken.
/// </summary>
public sealed partial class Erasures(NpgsqlDataSource database, HolderKeys keys, ILogger<Erasures> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Complete(null, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Destroys every key that is still there of what was erased.</summary>
    /// <param name="study">In this study; null for all of them.</param>
    public async Task Complete(string? study, CancellationToken cancellation)
    {
        var erased = new List<(string Study, Guid Holder)>();
        await using (var command = database.CreateCommand($"select study, id from evidence.register where facts ? '{ErasureFacts.Erased}' and ($1::text is null or study = $1)"))
        {
            command.Parameters.Add(new() { Value = (object?)study ?? DBNull.Value });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                erased.Add((reader.GetString(0), reader.GetGuid(1)));
        }

        foreach (var (of, holder) in erased.Where(one => !keys.IsGone(one.Study, one.Holder)))
        {
            keys.Destroy(of, holder);
            Destroyed(of, holder);
        }
    }

    [LoggerMessage(LogLevel.Information, "The key of the texts of {Holder} in the study {Study} is destroyed.")]
    private partial void Destroyed(string study, Guid holder);
}
