using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Intake;

/// <summary>Why a line was refused.</summary>
/// <param name="Type">As in a problem of a single coding.</param>
public sealed record Refusal(string Type, string Detail, string? Field);

/// <summary>What became of lines. A line has one outcome, for good: whoever comes second with another one does not come through.</summary>
public sealed class Outcomes(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>The row that is there exactly if the coding is.</summary>
    internal static void Apply(CommandPlan plan, CodedEvidence evidence, Guid coding) => plan.AlsoWrite(
        "insert into evidence.intake_outcome (line, settled_at, coding) values (?, ?, ?)", evidence.Id, plan.Now, coding);

    /// <summary>Records the refusal and removes the sealed words, which nothing will ever name. Does nothing where the line has an outcome already.</summary>
    public async Task Refuse(CodedEvidence evidence, Problem problem, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            with refused as (
                insert into evidence.intake_outcome (line, settled_at, refusal) values ($1, $2, $3) on conflict do nothing returning line)
            delete from evidence.vault_entry v using refused where v.study = $4 and v.handle = $5
            """);
        command.Parameters.Add(new() { Value = evidence.Id });
        command.Parameters.Add(new() { Value = CommandExecutor.Moment(clock) });
        command.Parameters.Add(new()
        {
            Value = JsonSerializer.Serialize(new Refusal(problem.Type, problem.Detail, problem.Field), RecordJson.Options), NpgsqlDbType = NpgsqlDbType.Json,
        });
        command.Parameters.Add(new() { Value = evidence.Study });
        command.Parameters.Add(new() { Value = (object?)evidence.Words?.Handle ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<bool> Has(CodedEvidence evidence, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select exists (select from evidence.intake_outcome where line = $1)");
        command.Parameters.Add(new() { Value = evidence.Id });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
