using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using EvidenceBase.Platform.Vault;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

/// <summary>A data folder from the laptop to a server: plain, wrapped, never mistaken for erased.</summary>
public sealed class WrappingOnStartTests : IDisposable
{
    private static readonly Guid Holder = Guid.NewGuid();
    private readonly TemporaryData data = new();
    private readonly MasterKey masterKey = TemporaryData.NewMasterKey();

    [Fact]
    public void Given_no_master_key_when_secrets_are_made_then_they_lie_plain_for_the_services_account_alone()
    {
        using var folder = DataFolder.Open(data.Root, null, _ => { });

        var (key, secret) = (new HolderKeys(folder).Ensure("chips", Holder), folder.Secret("command-digest"));

        data.Bytes($"keys/chips/{Holder}.key").ShouldBe(key);
        data.Bytes("keys/command-digest.key").ShouldBe(secret);
        OnlyTheAccountReads(data.Files());
    }

    [Fact]
    public void Given_a_master_key_when_secrets_are_made_then_none_of_them_stands_in_a_file_and_a_later_start_reads_them()
    {
        byte[] key, secret;
        using (var folder = DataFolder.Open(data.Root, masterKey, _ => { }))
            (key, secret) = (new HolderKeys(folder).Ensure("chips", Holder), folder.Secret("command-digest"));

        data.Files().Count.ShouldBe(2);
        foreach (var file in data.Files())
        {
            MasterKey.IdOf(data.Bytes(file)).ShouldBe(masterKey.Id);
            (data.Bytes(file).AsSpan().IndexOf(key), data.Bytes(file).AsSpan().IndexOf(secret)).ShouldBe((-1, -1));
        }

        OnlyTheAccountReads(data.Files());
        using var again = DataFolder.Open(data.Root, masterKey, _ => { });
        new HolderKeys(again).Find("chips", Holder).ShouldBe(key);
        again.Secret("command-digest").ShouldBe(secret);
    }

    [Fact]
    public void Given_plain_secrets_when_the_service_starts_with_a_master_key_then_they_are_wrapped_once_and_stay_the_same()
    {
        byte[] key, secret;
        using (var folder = DataFolder.Open(data.Root, null, _ => { }))
            (key, secret) = (new HolderKeys(folder).Ensure("chips", Holder), folder.Secret("command-digest"));

        data.StartWith(masterKey).ShouldHaveSingleItem().ShouldContain("2 files were plain");
        data.StartWith(masterKey).ShouldBeEmpty();

        data.Files().ShouldAllBe(file => MasterKey.IdOf(data.Bytes(file)) == masterKey.Id);
        OnlyTheAccountReads(data.Files());
        using var again = DataFolder.Open(data.Root, masterKey, _ => { });
        new HolderKeys(again).Find("chips", Holder).ShouldBe(key);
        again.Secret("command-digest").ShouldBe(secret);
    }

    [Fact]
    public void Given_wrapped_secrets_when_the_service_starts_without_a_master_key_or_with_another_then_it_refuses_and_says_which_one_is_needed()
    {
        using (var folder = DataFolder.Open(data.Root, masterKey, _ => { }))
            folder.Secret("command-digest");
        var other = TemporaryData.NewMasterKey();

        var without = Should.Throw<MasterKeyException>(() => data.StartWith(null)).Message;
        var wrong = Should.Throw<MasterKeyException>(() => data.StartWith(other)).Message;

        without.ShouldContain("does not start");
        without.ShouldContain(masterKey.Id);
        without.ShouldContain("EVIDENCEBASE_MASTER_KEY");
        wrong.ShouldContain(masterKey.Id);
        wrong.ShouldContain(other.Id);
        data.StartWith(masterKey).ShouldBeEmpty();
    }

    /// <summary>The other one read its keys plain a moment ago, and may destroy one while it is being wrapped.</summary>
    [Fact]
    public void Given_a_service_that_runs_without_a_master_key_when_another_starts_with_one_then_that_one_refuses_and_changes_nothing()
    {
        using var running = DataFolder.Open(data.Root, null, _ => { });
        var secret = running.Secret("command-digest");

        Should.Throw<MasterKeyException>(() => data.StartWith(masterKey)).Message.ShouldContain("Stop it first");

        data.Bytes("keys/command-digest.key").ShouldBe(secret);
    }

    [Fact]
    public void Given_several_nodes_with_the_same_master_key_when_they_start_then_all_run()
    {
        using var one = DataFolder.Open(data.Root, masterKey, _ => { });
        var secret = one.Secret("command-digest");
        using var other = DataFolder.Open(data.Root, masterKey, _ => { });
        other.Secret("command-digest").ShouldBe(secret);
    }

    [Fact]
    public void Given_a_plain_file_laid_in_place_of_a_wrapped_one_while_the_service_runs_when_it_is_read_then_it_is_refused_and_not_taken_for_erased()
    {
        using var folder = DataFolder.Open(data.Root, masterKey, _ => { });
        var keys = new HolderKeys(folder);
        keys.Ensure("chips", Holder);
        File.WriteAllBytes(keys.PathOf("chips", Holder), new byte[32]);

        Should.Throw<InvalidDataException>(() => keys.Find("chips", Holder));
        Should.Throw<InvalidDataException>(() => keys.Ensure("chips", Holder));
    }

    [Fact]
    public void Given_two_wrapped_files_when_they_are_exchanged_then_neither_opens()
    {
        using var folder = DataFolder.Open(data.Root, masterKey, _ => { });
        var (keys, other) = (new HolderKeys(folder), Guid.NewGuid());
        keys.Ensure("chips", Holder);
        keys.Ensure("chips", other);
        var (one, two) = (keys.PathOf("chips", Holder), keys.PathOf("chips", other));
        File.Move(one, $"{one}.aside");
        File.Move(two, one);
        File.Move($"{one}.aside", two);

        Should.Throw<InvalidDataException>(() => keys.Find("chips", Holder));
        Should.Throw<InvalidDataException>(() => keys.Find("chips", other));
    }

    [Fact]
    public void Given_drafts_that_a_killed_process_left_when_the_service_starts_then_they_are_removed_because_a_text_could_outlive_its_erasure_in_one()
    {
        using (var folder = DataFolder.Open(data.Root, null, _ => { }))
            new HolderKeys(folder).Ensure("chips", Holder);
        var key = Path.Combine(data.Root, "keys", "chips", $"{Holder}.key");
        File.Copy(key, $"{key}.{Guid.NewGuid():N}");

        data.StartWith(null);

        data.Files().ShouldBe([Path.Combine("keys", "chips", $"{Holder}.key")]);
    }

    public void Dispose() => data.Dispose();

    private void OnlyTheAccountReads(IEnumerable<string> files)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in files)
            File.GetUnixFileMode(Path.Combine(data.Root, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
