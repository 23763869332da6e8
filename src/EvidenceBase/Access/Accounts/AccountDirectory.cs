using EvidenceBase.Access.Members;
using EvidenceBase.Platform;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>Which names are somebody's. On a laptop there are no accounts, and every name may be a member.</summary>
public sealed class AccountDirectory(NpgsqlDataSource database, TimeProvider clock, Deployment deployment)
{
    private readonly Remembered<string, object> active = new(clock, async (name, cancellation) =>
        await Ask(database, "select exists (select from account.account where name = $1 and disabled_at is null)", cancellation, name) ? new() : null);

    /// <summary>Whether someone can act under this name. Service accounts act by their tokens alone.</summary>
    public async ValueTask<bool> IsActive(string name, CancellationToken cancellation) =>
        !deployment.IsServer || MemberName.IsServiceAccount(name) || await active.Get(name, cancellation) is not null;

    /// <summary>
    /// Whether the name stands in the record already, as a member of a study, without an account: whoever got one under it would get the
    /// other's studies.
    /// </summary>
    public Task<bool> StandsInTheRecord(string name, CancellationToken cancellation) => Ask(
        database, "select exists (select from evidence.register where kind = $2 and facts ? $1)", cancellation, MemberFacts.Name(name), Kinds.Study);

    public Task<bool> HasAdministrator(CancellationToken cancellation) =>
        Ask(database, "select exists (select from account.account where administers and disabled_at is null)", cancellation);

    /// <summary>To be called after every change of accounts.</summary>
    public void Forget() => active.Forget();

    private static async Task<bool> Ask(NpgsqlDataSource database, string question, CancellationToken cancellation, params string[] values)
    {
        await using var command = database.CreateCommand(question);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
