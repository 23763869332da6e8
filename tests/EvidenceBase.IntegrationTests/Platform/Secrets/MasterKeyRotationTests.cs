using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using EvidenceBase.Platform.Vault;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

public sealed class MasterKeyRotationTests : IDisposable
{
    private static readonly Guid[] Holders = [.. Enumerable.Range(0, 20).Select(_ => Guid.NewGuid())];
    private readonly TemporaryData data = new();
    private readonly MasterKey present = TemporaryData.NewMasterKey();
    private readonly MasterKey next = TemporaryData.NewMasterKey();
    private readonly List<byte[]> before = [];

    public MasterKeyRotationTests()
    {
        using var folder = DataFolder.Open(data.Root, present, _ => { });
        before.AddRange(Holders.Select(holder => new HolderKeys(folder).Ensure("chips", holder)));
        before.Add(folder.Secret("command-digest"));
    }

    [Fact]
    public void Given_wrapped_secrets_when_they_are_put_under_a_new_master_key_then_only_that_one_opens_them_and_they_are_the_same()
    {
        MasterKeyRotation.Run(data.Root, present, next).ShouldBe((21, 21));

        AllAreAsBeforeUnder(next);
        Should.Throw<MasterKeyException>(() => data.StartWith(present));
    }

    [Fact]
    public void Given_a_rotation_that_was_killed_when_the_service_starts_then_it_refuses_and_running_the_rotation_again_finishes_it()
    {
        StopAfter(7);

        foreach (var either in new[] { present, next })
            Should.Throw<MasterKeyException>(() => data.StartWith(either)).Message.ShouldContain("run rotate-master-key again");
        MasterKeyRotation.Run(data.Root, present, next).ShouldBe((14, 21));

        AllAreAsBeforeUnder(next);
    }

    [Fact]
    public void Given_one_damaged_file_when_a_rotation_is_run_then_it_changes_none_and_names_that_one()
    {
        var damaged = Path.Combine(data.Root, "keys", "chips", $"{Holders[3]}.key");
        var bytes = File.ReadAllBytes(damaged);
        bytes[^1] ^= 1;
        File.WriteAllBytes(damaged, bytes);

        Should.Throw<InvalidDataException>(() => MasterKeyRotation.Run(data.Root, present, next)).Message.ShouldContain(Holders[3].ToString());

        data.Files().ShouldAllBe(file => MasterKey.IdOf(data.Bytes(file)) == present.Id);
    }

    [Fact]
    public void Given_secrets_under_a_third_master_key_when_a_rotation_is_run_then_it_changes_none()
    {
        Should.Throw<MasterKeyException>(() => MasterKeyRotation.Run(data.Root, TemporaryData.NewMasterKey(), next)).Message.ShouldContain(present.Id);

        AllAreAsBeforeUnder(present);
    }

    [Fact]
    public void Given_a_running_service_when_a_rotation_is_run_then_it_is_refused()
    {
        using (DataFolder.Open(data.Root, present, _ => { }))
            Should.Throw<MasterKeyException>(() => MasterKeyRotation.Run(data.Root, present, next)).Message.ShouldContain("Stop it first");

        AllAreAsBeforeUnder(present);
    }

    [Fact]
    public void Given_the_present_master_key_as_the_new_one_or_a_folder_without_secrets_when_a_rotation_is_run_then_it_is_refused()
    {
        Should.Throw<MasterKeyException>(() => MasterKeyRotation.Run(data.Root, present, present));
        Should.Throw<MasterKeyException>(() => MasterKeyRotation.Run(Path.Combine(data.Root, "elsewhere"), present, next)).Message.ShouldContain("EVIDENCEBASE_DATA");
    }

    public void Dispose() => data.Dispose();

    /// <summary>Leaves the folder as a rotation does that is killed after so many files, in the middle of the next one.</summary>
    private void StopAfter(int files)
    {
        var secrets = new SecretFiles(data.Root, present);
        var names = secrets.Names().ToList();
        secrets.Rewrap([.. names.Take(files)], next);
        File.WriteAllBytes($"{secrets.PathOf(names[files])}.{Guid.NewGuid():N}", [1, 2, 3]);
    }

    private void AllAreAsBeforeUnder(MasterKey masterKey)
    {
        using var folder = DataFolder.Open(data.Root, masterKey, _ => { });
        Holders.Select(holder => new HolderKeys(folder).Find("chips", holder)!).Append(folder.Secret("command-digest")).ShouldBe(before);
        data.Files().Count.ShouldBe(before.Count);
    }
}
