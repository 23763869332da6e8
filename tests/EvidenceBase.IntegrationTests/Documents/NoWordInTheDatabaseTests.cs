using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Documents;

public sealed class NoWordInTheDatabaseTests(SharedService service)
{
    private const string Canary = "kanarienvogel苏州";

    /// <summary>Accepted, repeated, refused and revised: whatever was sent, no column of any table holds a word of it.</summary>
    [Fact]
    public async Task Given_a_word_in_deposited_texts_when_every_column_of_the_database_is_searched_then_it_is_nowhere()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        var deposit = DocumentTests.Deposit("js-036", $"He said {Canary}.", interview: "JS 036");
        (await study.Post("documents", deposit, ("Idempotency-Key", "k-1"))).Status.ShouldBe(201);
        (await study.Post("documents", deposit, ("Idempotency-Key", "k-1"))).Status.ShouldBe(201);
        (await study.Post("documents", deposit)).Status.ShouldBe(409);
        (await study.Post("documents/js-036/revisions", $$"""{"text":"She said {{Canary}} twice."}""", ("If-Match", "\"1\""))).Status.ShouldBe(200);
        (await study.Get("documents/js-036/text")).Text.ShouldContain(Canary);

        (await Places(study.Service, Canary)).ShouldBeEmpty();
        (await Places(study.Service, study.Slug)).ShouldContain("evidence.mt_events.tenant_id", "the search itself finds what is there");
    }

    /// <summary>The columns of the database in which a word stands, plain or as bytes. Temporary tables of other sessions come and go and are left out.</summary>
    internal static async Task<List<string>> Places(RunningService service, string word)
    {
        var columns = new List<(string Name, string Sql)>();
        await using (var command = service.Superuser.CreateCommand(
            """
            select format('%s.%s.%s', n.nspname, c.relname, a.attname),
                   format('select count(*) from %I.%I where %I::text ilike ''%%'' || $1 || ''%%'' or %I::text ilike ''%%'' || $2 || ''%%''',
                       n.nspname, c.relname, a.attname, a.attname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
            where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and a.attnum > 0 and not a.attisdropped
            """))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        var places = new List<string>();
        foreach (var (name, sql) in columns)
        {
            await using var search = service.Superuser.CreateCommand(sql);
            search.Parameters.Add(new() { Value = word });
            search.Parameters.Add(new() { Value = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(word)) });
            if ((long)(await search.ExecuteScalarAsync())! > 0)
                places.Add(name);
        }

        return places;
    }
}
