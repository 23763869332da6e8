using EvidenceBase.Database;

namespace EvidenceBase.Platform;

/// <summary>
/// The database of this process while it is being opened, beside the composing of the service: the one is mostly waiting, the other mostly
/// compiling, and together they are most of a start. Disposing closes it.
/// </summary>
internal sealed class OpeningDatabase(Action<string> report) : IAsyncDisposable
{
    private readonly Task<ProvidedDatabase> opening = Task.Run(() => ServiceDatabase.Open(report));

    /// <summary>Done when the database is open.</summary>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public Task Opened => opening;

    /// <summary>The service's connection, waited for.</summary>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public string ConnectionString() => opening.GetAwaiter().GetResult().ServiceConnectionString;

    public async ValueTask DisposeAsync()
    {
        await opening.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (opening.IsCompletedSuccessfully)
            await (await opening).DisposeAsync();
    }
}
