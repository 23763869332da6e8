using EvidenceBase.Platform;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Npgsql;

namespace EvidenceBase.Access;

/// <summary>
/// The roles of members, from the register, where they stand in the transaction of the event that gave them – never from a view, which
/// may lag. Another node's change counts after two seconds at most.
/// </summary>
public sealed class Memberships(NpgsqlDataSource database, TimeProvider clock)
{
    private readonly Remembered<(string Study, string Principal), Role?> roles = new(clock, (key, cancellation) => Read(database, key, cancellation));

    public ValueTask<Role?> RoleOf(string study, string principal, CancellationToken cancellation) => roles.Get((study, principal), cancellation);

    /// <summary>To be called after every change of members.</summary>
    public void Forget() => roles.Forget();

    private static async Task<Role?> Read(NpgsqlDataSource database, (string Study, string Principal) key, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select facts ->> $2 from evidence.register where study = $1 and kind = $3 and key = $1");
        command.Parameters.Add(new() { Value = key.Study });
        command.Parameters.Add(new() { Value = MemberFacts.Name(key.Principal) });
        command.Parameters.Add(new() { Value = Kinds.Study });
        return MemberFacts.RoleIn(await command.ExecuteScalarAsync(cancellation) as string);
    }
}
