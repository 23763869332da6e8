using System.Globalization;
using EvidenceBase.IntegrationTests.Platform;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Intake;

/// <summary>Makes PostgreSQL fail whenever the outcome of a queued line of one study is written, until it is disposed of.</summary>
internal sealed class QueueFault : IAsyncDisposable
{
    private readonly NpgsqlDataSource superuser;
    private readonly string name;

    private QueueFault(NpgsqlDataSource superuser, string name) => (this.superuser, this.name) = (superuser, name);

    /// <param name="times">How often, where it passes by itself.</param>
    public static async Task<QueueFault> In(TestStudy study, string sqlState = "P0001", int? times = null)
    {
        var fault = new QueueFault(study.Service.Superuser, string.Create(CultureInfo.InvariantCulture, $"queue_fault_{Random.Shared.Next()}"));
        await fault.Execute(
            $"""
            create sequence public.{fault.name};
            create function public.{fault.name}() returns trigger language plpgsql security definer as $$
            begin
                if exists (select from evidence.intake_line where id = new.line and study = '{study.Slug}')
                    and nextval('public.{fault.name}') <= {times ?? int.MaxValue} then
                    raise exception 'power failure' using errcode = '{sqlState}';
                end if;
                return new;
            end $$;
            create trigger {fault.name} before insert on evidence.intake_outcome for each row execute function public.{fault.name}();
            """);
        return fault;
    }

    /// <summary>How often an outcome was tried to be written.</summary>
    public async Task<long> Tries()
    {
        await using var command = superuser.CreateCommand($"select last_value from public.{name}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync() =>
        await Execute($"drop trigger {name} on evidence.intake_outcome; drop function public.{name}(); drop sequence public.{name}");

    private async Task Execute(string sql)
    {
        await using var command = superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
