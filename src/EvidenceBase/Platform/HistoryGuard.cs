using EvidenceBase.Database;
using Npgsql;

namespace EvidenceBase.Platform;

/// <summary>
/// History is append-only twice over, and so is the trail of who saw what: the service's role lacks the right to change an entry, and a trigger
/// refuses it to everyone else. Both are looked at on every start, so that no grant, restore or repair undoes them unnoticed.
/// </summary>
public static class HistoryGuard
{
    private const string Question =
        """
        select current_user::text, array_remove(array[
            case when has_table_privilege('evidence.mt_events', 'update') or has_any_column_privilege('evidence.mt_events', 'update') then 'update' end,
            case when has_table_privilege('evidence.mt_events', 'delete') then 'delete' end,
            case when has_table_privilege('evidence.mt_events', 'truncate') then 'truncate' end,
            case when has_table_privilege('evidence.mt_events', 'trigger') then 'trigger' end,
            case when has_table_privilege('evidence.command_answer', 'update') then 'update of evidence.command_answer' end,
            case when has_table_privilege('evidence.command_answer', 'delete') then 'delete from evidence.command_answer' end,
            case when has_table_privilege('evidence.access_trail', 'update') or has_any_column_privilege('evidence.access_trail', 'update') then 'update of evidence.access_trail' end,
            case when has_table_privilege('evidence.access_trail', 'delete') then 'delete from evidence.access_trail' end,
            case when has_table_privilege('evidence.access_trail', 'truncate') then 'truncate of evidence.access_trail' end,
            case when has_table_privilege('evidence.access_trail', 'trigger') then 'trigger on evidence.access_trail' end
        ], null),
        array(
            select wanted.name
            from (values
                ('evidence.mt_events', 'history_is_append_only', 27, 'evidence.refuse_change_of_history()'),
                ('evidence.mt_events', 'history_is_not_truncated', 34, 'evidence.refuse_change_of_history()'),
                ('evidence.access_trail', 'trail_is_append_only', 27, 'evidence.refuse_change_of_trail()'),
                ('evidence.access_trail', 'trail_is_not_truncated', 34, 'evidence.refuse_change_of_trail()')) as wanted (guarded, name, events, refusal)
            where not exists (
                select from pg_trigger t join pg_proc f on f.oid = t.tgfoid
                where t.tgrelid = wanted.guarded::regclass and t.tgname = wanted.name and t.tgenabled in ('O', 'A') and t.tgtype = wanted.events
                    and f.oid = to_regprocedure(wanted.refusal) and f.prosrc like '%raise exception%')
        )
        """;

    /// <exception cref="DatabaseException">Says what the role may and must not, or which trigger is missing or switched off.</exception>
    public static async Task EnsureAsync(string serviceConnectionString)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(serviceConnectionString) { Pooling = false });
        await using var command = source.CreateCommand(Question);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (role, rights, triggers) = (reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2));
        if (rights.Length > 0)
        {
            throw new DatabaseException(
                $"The service's role {role} has rights on the record with which it could change history ({string.Join(", ", rights)}), so it does not start. "
                + $"Let the owner of the database run: revoke update, delete, truncate, trigger on evidence.mt_events from {role}; "
                + $"revoke update, delete on evidence.command_answer from {role}; "
                + $"revoke update, delete, truncate, trigger on evidence.access_trail from {role};");
        }

        if (triggers.Length > 0)
        {
            throw new DatabaseException(
                $"The guard of the event table or of the trail is missing, changed or switched off ({string.Join(", ", triggers)}), so the service does not start: history may have been changed. "
                + "Check it against a checkpoint or a backup first; then let the owner run the statements of migrations/0003-rights.sql and 0015-trail.sql that make the guards, "
                + "or: alter table evidence.mt_events enable trigger user; alter table evidence.access_trail enable trigger user;");
        }
    }
}
