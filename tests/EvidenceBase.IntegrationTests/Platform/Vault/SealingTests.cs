using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.IntegrationTests.Platform.Vault;

public sealed class SealingTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(HolderKeys.Length);
    private static readonly (Guid Holder, Guid Handle) Ids = (Guid.NewGuid(), Guid.NewGuid());
    private readonly (SealedText Text, SealedEntry Entry) sealedText = Sealing.Seal(Key, "chips", Ids.Holder, Ids.Handle, "说😀了话");

    [Fact]
    public void What_was_sealed_opens_with_its_key()
    {
        Sealing.Open(Key, "chips", sealedText.Text, sealedText.Entry).ShouldBe("说😀了话");
        (sealedText.Text.Handle, sealedText.Text.Length).ShouldBe((Ids.Handle, 4));
    }

    [Fact]
    public void The_same_text_is_never_sealed_to_the_same_bytes_and_a_long_text_opens_too()
    {
        Sealing.Seal(Key, "chips", Ids.Holder, Ids.Handle, "说😀了话").Entry.Ciphertext.ShouldNotBe(sealedText.Entry.Ciphertext);
        var longText = string.Concat(Enumerable.Repeat("苏州工业园区 ", 200_000));
        var (text, entry) = Sealing.Seal(Key, "chips", Ids.Holder, Ids.Handle, longText);
        Sealing.Open(Key, "chips", text, entry).ShouldBe(longText);
    }

    [Fact]
    public void Any_changed_bit_is_noticed()
    {
        for (var index = 0; index < sealedText.Entry.Ciphertext.Length; index++)
        {
            var changed = (byte[])sealedText.Entry.Ciphertext.Clone();
            changed[index] ^= 1;
            Damaged(sealedText.Entry with { Ciphertext = changed });
        }

        Damaged(sealedText.Entry with { Ciphertext = sealedText.Entry.Ciphertext[..^1] });
        Damaged(sealedText.Entry with { Ciphertext = [] });
        Damaged(sealedText.Entry with { Nonce = new byte[12] });
        Damaged(sealedText.Entry with { Nonce = [] });
    }

    [Fact]
    public void It_opens_nowhere_but_where_it_was_sealed()
    {
        Damaged(sealedText.Entry with { Holder = Guid.NewGuid() });
        Damaged(sealedText.Entry with { Handle = Guid.NewGuid() });
        Should.Throw<DamagedTextException>(() => Sealing.Open(Key, "other", sealedText.Text, sealedText.Entry));
        Should.Throw<DamagedTextException>(() => Sealing.Open(RandomNumberGenerator.GetBytes(HolderKeys.Length), "chips", sealedText.Text, sealedText.Entry));
    }

    [Fact]
    public void Another_text_sealed_in_its_place_by_whoever_has_the_key_does_not_fit_the_event()
    {
        var other = Sealing.Seal(Key, "chips", Ids.Holder, Ids.Handle, "说😀了");
        Damaged(other.Entry);
    }

    [Fact]
    public void The_commitment_can_be_checked_by_whoever_is_given_text_and_salt()
    {
        var salt = Sealing.Salt(Key, Ids.Handle);
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes("说😀了话")])).ShouldBe(sealedText.Text.Commitment);
        Sealing.Salt(Key, Guid.NewGuid()).ShouldNotBe(salt);
    }

    /// <summary>The derivation never changes: texts of years ago must open. Computed independently from RFC 5869.</summary>
    [Fact]
    public void The_salt_is_HKDF_SHA256_of_key_and_handle()
    {
        var key = Enumerable.Range(0, 32).Select(number => (byte)number).ToArray();
        var handle = Guid.Parse("0193b0a0-0000-7000-8000-000000000003");
        var extracted = HMACSHA256.HashData(new byte[32], key);
        byte[] info = [.. Encoding.ASCII.GetBytes("evidencebase salt 0193b0a0-0000-7000-8000-000000000003"), 1];
        Sealing.Salt(key, handle).ShouldBe(HMACSHA256.HashData(extracted, info));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_never_sealed() =>
        Should.Throw<EncoderFallbackException>(() => Sealing.Seal(Key, "chips", Ids.Holder, Ids.Handle, "\ud83d"));

    private void Damaged(SealedEntry entry) => Should.Throw<DamagedTextException>(() => Sealing.Open(Key, "chips", sealedText.Text, entry));
}
