using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

public sealed class KeyRingFilesTests : IDisposable
{
    private readonly TemporaryData data = new();

    [Fact]
    public void Given_what_was_protected_under_a_master_key_when_the_service_starts_again_or_the_master_key_is_changed_then_it_is_still_readable()
    {
        var (first, second) = (TemporaryData.NewMasterKey(), TemporaryData.NewMasterKey());
        string before = string.Empty, cookie = string.Empty, rotated = string.Empty;
        WithProtection(null, protection => before = protection.Protect("before"));
        WithProtection(first, protection =>
        {
            protection.Unprotect(before).ShouldBe("before");
            cookie = protection.Protect("cookie");
        });
        MasterKeyRotation.Run(data.Root, first, second).Total.ShouldBeGreaterThan(0);
        WithProtection(second, protection => rotated = protection.Unprotect(cookie));

        rotated.ShouldBe("cookie");
    }

    [Fact]
    public void Given_a_master_key_when_a_protection_key_is_made_then_no_file_shows_what_it_is()
    {
        WithProtection(TemporaryData.NewMasterKey(), protection => protection.Protect("cookie"));

        var file = data.Files().Where(name => name.StartsWith("data-protection", StringComparison.Ordinal)).ShouldHaveSingleItem();
        var text = System.Text.Encoding.Latin1.GetString(data.Bytes(file));
        text.ShouldNotContain("masterKey");
        text.ShouldNotContain("<key");
    }

    [Fact]
    public void Given_a_protection_key_laid_there_by_someone_else_when_the_ring_is_read_then_it_is_refused()
    {
        var master = TemporaryData.NewMasterKey();
        WithProtection(master, protection => protection.Protect("cookie"));
        using var folder = DataFolder.Open(data.Root, master, _ => { });
        File.WriteAllText(Path.Combine(data.Root, "data-protection", "key-mine.key"), "<key/>");

        Should.Throw<InvalidDataException>(() => new KeyRingFiles(folder.Secrets).GetAllElements());
    }

    public void Dispose() => data.Dispose();

    private void WithProtection(MasterKey? masterKey, Action<IDataProtector> act)
    {
        using var folder = DataFolder.Open(data.Root, masterKey, _ => { });
        var services = new ServiceCollection().AddSingleton(folder);
        services.AddDataProtectionUnderTheMasterKey();
        using var provider = services.BuildServiceProvider();
        act(provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test"));
    }
}
