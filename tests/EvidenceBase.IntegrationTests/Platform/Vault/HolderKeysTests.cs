using EvidenceBase.Platform;
using EvidenceBase.Platform.Vault;

namespace EvidenceBase.IntegrationTests.Platform.Vault;

public sealed class HolderKeysTests : IDisposable
{
    private static readonly Guid Holder = Guid.NewGuid();
    private readonly string folder = Directory.CreateTempSubdirectory("evidencebase-keys-").FullName;
    private readonly HolderKeys keys;

    public HolderKeysTests() => keys = new(new DataFolder(folder));

    [Fact]
    public void A_key_is_made_once_and_stays()
    {
        var holder = Guid.NewGuid();
        keys.Find("chips", holder).ShouldBeNull();
        var key = keys.Ensure("chips", holder);
        key.Length.ShouldBe(32);
        keys.Ensure("chips", holder).ShouldBe(key);
        new HolderKeys(new DataFolder(folder)).Find("chips", holder).ShouldBe(key);
        keys.Ensure("chips", Guid.NewGuid()).ShouldNotBe(key);
        keys.Ensure("ships", holder).ShouldNotBe(key);
    }

    [Fact]
    public async Task Many_who_need_a_new_key_at_once_get_the_same()
    {
        var holder = Guid.NewGuid();
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => keys.Ensure("chips", holder))));
        made.ShouldAllBe(key => key.SequenceEqual(made[0]));
        Directory.GetFiles(Path.Combine(folder, "keys", "chips")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Only_the_services_account_can_read_a_key()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes; the access list of the data folder applies.");
            return;
        }

        keys.Ensure("chips", Holder);
        File.GetUnixFileMode(keys.PathOf("chips", Holder)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.Combine(folder, "keys", "chips")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_destroyed_key_is_gone_at_once()
    {
        keys.Ensure("chips", Holder);
        File.Delete(keys.PathOf("chips", Holder));
        keys.Find("chips", Holder).ShouldBeNull();
    }

    [Fact]
    public void A_file_that_holds_no_key_is_not_taken_for_an_erasure()
    {
        keys.Ensure("chips", Holder);
        File.WriteAllText(keys.PathOf("chips", Holder), "short");
        Should.Throw<InvalidDataException>(() => keys.Find("chips", Holder));
        Should.Throw<InvalidDataException>(() => keys.Ensure("chips", Holder));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public void No_name_leads_out_of_the_folder(string study) => Should.Throw<ArgumentException>(() => keys.PathOf(study, Holder));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
