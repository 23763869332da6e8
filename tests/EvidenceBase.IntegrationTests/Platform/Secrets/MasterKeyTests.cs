using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Platform.Secrets;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

public sealed class MasterKeyTests
{
    private const string Name = "keys/chips/0193b0a0-0000-7000-8000-000000000003.key";
    private static readonly byte[] Bytes = RandomNumberGenerator.GetBytes(MasterKey.Length);
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);
    private readonly MasterKey key = new(Bytes);

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(5000)]
    public void Given_a_secret_when_it_is_wrapped_then_it_unwraps_and_does_not_stand_in_the_file(int length)
    {
        var secret = RandomNumberGenerator.GetBytes(length);

        var file = key.Wrap(Name, secret);

        new MasterKey(Bytes).Unwrap(Name, file).ShouldBe(secret);
        MasterKey.IdOf(file).ShouldBe(key.Id);
        if (length > 0)
            file.AsSpan().IndexOf(secret).ShouldBe(-1);
    }

    [Fact]
    public void Given_the_same_secret_when_it_is_wrapped_twice_then_the_files_differ() => key.Wrap(Name, Secret).ShouldNotBe(key.Wrap(Name, Secret));

    [Fact]
    public void Given_a_wrapped_file_when_any_bit_of_it_is_changed_or_its_end_is_missing_then_it_is_refused()
    {
        var file = key.Wrap(Name, Secret);
        for (var index = 0; index < file.Length; index++)
        {
            var changed = (byte[])file.Clone();
            changed[index] ^= 1;
            Refused(() => key.Unwrap(Name, changed));
        }

        for (var length = 0; length < file.Length; length++)
            Refused(() => key.Unwrap(Name, file.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("keys/chips/0193b0a0-0000-7000-8000-000000000004.key")]
    [InlineData("keys/ships/0193b0a0-0000-7000-8000-000000000003.key")]
    [InlineData("keys/command-digest.key")]
    public void Given_a_wrapped_file_when_it_lies_where_another_belongs_then_it_is_refused(string elsewhere) =>
        Should.Throw<InvalidDataException>(() => key.Unwrap(elsewhere, key.Wrap(Name, Secret))).Message.ShouldContain(elsewhere);

    [Fact]
    public void Given_another_master_key_when_it_unwraps_then_it_is_told_which_one_is_needed()
    {
        var other = TemporaryData.NewMasterKey();
        var refusal = Should.Throw<MasterKeyException>(() => other.Unwrap(Name, key.Wrap(Name, Secret)));
        refusal.Message.ShouldContain(key.Id);
        refusal.Message.ShouldContain(other.Id);
    }

    [Fact]
    public void Given_a_plain_secret_when_it_is_to_be_unwrapped_then_it_is_refused() =>
        Should.Throw<InvalidDataException>(() => key.Unwrap(Name, Secret)).Message.ShouldContain("not wrapped");

    [Fact]
    public void Given_bytes_that_cannot_be_a_master_key_when_it_is_made_then_it_is_refused_without_repeating_them()
    {
        Should.Throw<MasterKeyException>(() => new MasterKey(new byte[31])).Message.ShouldContain("openssl rand -base64 32");
        Should.Throw<MasterKeyException>(() => new MasterKey(new byte[32]));
        Should.Throw<MasterKeyException>(() => new MasterKey("passwordpasswordpasswordpassword"u8)).Message.ShouldNotContain("passwordp");
    }

    /// <summary>The format never changes: files of years ago must open. Put together independently from RFC 5869 and the description.</summary>
    [Fact]
    public void Given_a_file_put_together_as_the_format_says_when_it_is_unwrapped_then_it_opens()
    {
        var bytes = Enumerable.Range(0, 32).Select(number => (byte)number).ToArray();
        var extracted = HMACSHA256.HashData(new byte[32], bytes);
        byte[] wrappingInfo = [.. "evidencebase master key wrapping"u8, 1];
        byte[] idInfo = [.. "evidencebase master key id"u8, 1];
        var wrapping = HMACSHA256.HashData(extracted, wrappingInfo);
        var id = HMACSHA256.HashData(extracted, idInfo)[..8];
        byte[] header = [.. "EBWRAP1\n"u8, .. id];
        var nonce = Enumerable.Range(100, 12).Select(number => (byte)number).ToArray();
        var (ciphertext, tag) = (new byte[32], new byte[16]);
        byte[] context = [.. header, .. Encoding.UTF8.GetBytes(Name)];
        using (var cipher = new AesGcm(wrapping, 16))
            cipher.Encrypt(nonce, Secret, ciphertext, tag, context);

        var master = new MasterKey(bytes);

        master.Unwrap(Name, [.. header, .. nonce, .. ciphertext, .. tag]).ShouldBe(Secret);
        master.Id.ShouldBe(Convert.ToHexStringLower(id));
    }

    private static void Refused(Func<byte[]> unwrap) =>
        Should.Throw<Exception>(unwrap).ShouldBeOfTypeOneOf(typeof(InvalidDataException), typeof(MasterKeyException));
}

internal static class ExceptionTypes
{
    public static void ShouldBeOfTypeOneOf(this Exception exception, params Type[] types) => types.ShouldContain(exception.GetType());
}
