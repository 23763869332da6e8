using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Platform.Vault;

public sealed class TextVaultTests(SharedService service)
{
    private TextVault Vault => service.Running.Services.GetRequiredService<TextVault>();

    [Fact]
    public async Task Texts_of_several_holders_are_read_in_one_go_and_only_those_without_a_key_are_erased()
    {
        var study = await TestStudy.Open(service.Running);
        var one = await Deposited(study, "one");
        var other = await Deposited(study, "other");
        File.Delete(KeyOf(study, other.Holder));

        var read = await Vault.ReadAll(study.Slug, [one.Text, other.Text], TestContext.Current.CancellationToken);

        read[one.Text.Handle].ShouldBe(new("The text of one.", null));
        read[other.Text.Handle].ShouldBe(UnsealedText.Erased);
    }

    [Theory]
    [InlineData("update evidence.vault_entry set ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1) where study = $1 and handle = $2 and holder <> $3")]
    [InlineData("update evidence.vault_entry set holder = $3 where study = $1 and handle = $2")]
    [InlineData("update evidence.vault_entry set holder = gen_random_uuid() where study = $1 and handle = $2 and holder <> $3")]
    [InlineData("update evidence.vault_entry e set nonce = o.nonce, ciphertext = o.ciphertext, holder = o.holder from evidence.vault_entry o where e.study = $1 and e.handle = $2 and o.study = $1 and o.holder = $3")]
    [InlineData("delete from evidence.vault_entry where study = $1 and handle = $2 and holder <> $3")]
    public async Task What_was_changed_moved_or_lost_in_the_database_is_damage_and_not_an_erasure(string damage)
    {
        var study = await TestStudy.Open(service.Running);
        var one = await Deposited(study, "one");
        var other = await Deposited(study, "other");
        await using (var command = study.Service.Superuser.CreateCommand(damage))
        {
            foreach (var value in new object[] { study.Slug, one.Text.Handle, other.Holder })
                command.Parameters.Add(new() { Value = value });
            (await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }

        await Should.ThrowAsync<DamagedTextException>(() => Vault.Read(study.Slug, one.Text, TestContext.Current.CancellationToken));
        (await study.Get("documents/one/text")).Status.ShouldBe(500);
        (await Vault.Read(study.Slug, other.Text, TestContext.Current.CancellationToken)).Text.ShouldBe("The text of other.");
    }

    /// <summary>The key is durable before the commit. What dies between the two leaves a key that opens nothing, and the next attempt uses it.</summary>
    [Fact]
    public async Task What_dies_between_key_and_commit_leaves_nothing_but_a_key_that_the_next_attempt_uses()
    {
        var study = await TestStudy.Open(service.Running);
        var interview = await study.Given("interviews", """{"code":"JS 036"}""");
        var deposit = DocumentTests.Deposit("one", "The text of one.", interview: "JS 036");
        await Execute(study, $"""
            create function evidence.fail_{study.Slug[5..]}() returns trigger language plpgsql as $$ begin raise exception 'power failure'; end $$;
            create trigger fail_{study.Slug[5..]} before insert on evidence.command_answer for each row when (new.study = '{study.Slug}') execute function evidence.fail_{study.Slug[5..]}()
            """);
        var failed = await study.Post("documents", deposit);
        await Execute(study, $"drop trigger fail_{study.Slug[5..]} on evidence.command_answer");
        var key = await File.ReadAllBytesAsync(KeyOf(study, interview.Id), TestContext.Current.CancellationToken);
        var nothing = await study.Get("documents/one");

        var second = await study.Post("documents", deposit);

        failed.Status.ShouldBe(500, failed.Text);
        nothing.Status.ShouldBe(404, nothing.Text);
        second.Status.ShouldBe(201, second.Text);
        (await File.ReadAllBytesAsync(KeyOf(study, interview.Id), TestContext.Current.CancellationToken)).ShouldBe(key);
        (await study.Get("documents/one/text")).Json["text"]!.GetValue<string>().ShouldBe("The text of one.");
    }

    private static string KeyOf(TestStudy study, Guid holder) => Path.Combine(study.Service.Data, "keys", study.Slug, $"{holder}.key");

    private static async Task<(Guid Holder, SealedText Text)> Deposited(TestStudy study, string key)
    {
        var answer = await study.Given("documents", DocumentTests.Deposit(key, $"The text of {key}."));
        var revision = (await study.Get($"documents/{key}")).Json["revisions"]![0]!;
        return (answer.Id, new(revision["handle"]!.GetValue<Guid>(), revision["length"]!.GetValue<int>(), revision["commitment"]!.GetValue<string>()));
    }

    private static async Task Execute(TestStudy study, string sql)
    {
        await using var command = study.Service.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
