using System.Text;
using EvidenceBase.TransparencyLog.Notes;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Notes;

public sealed class SignedNoteTests
{
    /// <summary>Published in golang/mod, sumdb/note/note_test.go, commit fe2ec04 (BSD-3-Clause).</summary>
    private const string PeterNeumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string PeterNeumannsSignature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    private const string PeterNeumannsText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    /// <summary>Published in C2SP signed-note (CC BY 4.0).</summary>
    private const string Foo = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string FoosNote =
        "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static readonly SigningKey Log = Key("log.example/study", 1);
    private static readonly SigningKey Other = Key("log.example/study", 2);

    [Fact]
    public void Given_the_published_notes_when_verified_with_the_published_keys_then_they_hold()
    {
        var ofGo = SignedNote.Parse($"{PeterNeumannsText}\n\u2014 PeterNeumann {PeterNeumannsSignature}\n");
        ofGo.VerifiedBy(VerifierKey.Parse(PeterNeumann)).ShouldHaveSingleItem().KeyName.ShouldBe("PeterNeumann");
        ofGo.Text.ShouldBe(PeterNeumannsText);

        var ofTheFormat = SignedNote.Parse(Encoding.UTF8.GetBytes(FoosNote));
        ofTheFormat.VerifiedBy(VerifierKey.Parse(Foo)).ShouldHaveSingleItem().KeyId.ShouldBe(0x530d903au);
        ofTheFormat.ToString().ShouldBe(FoosNote);
        VerifierKey.Parse(Foo).ToString().ShouldBe(Foo);
    }

    [Fact]
    public void Given_a_published_note_when_any_byte_of_it_is_changed_then_it_is_malformed_or_not_trusted()
    {
        var bytes = Encoding.UTF8.GetBytes(FoosNote);
        var key = VerifierKey.Parse(Foo);
        for (var index = 0; index < bytes.Length; index++)
        {
            foreach (var bit in new byte[] { 1, 2, 32, 128 })
            {
                byte[] changed = [.. bytes];
                changed[index] ^= bit;

                Refusal(() => SignedNote.Parse(changed).VerifiedBy(key)).ShouldNotBeNull($"byte {index}, bit {bit}");
            }
        }
    }

    [Fact]
    public void Given_a_key_when_it_signs_then_its_verifier_verifies_and_the_texts_of_both_can_be_read_again()
    {
        var note = SignedNote.Sign("Something.\n\nIn two paragraphs.\n", Log);

        SignedNote.Parse(note.ToString()).VerifiedBy(Log.Verifier).ShouldBe(note.Signatures);
        VerifierKey.Parse(Log.Verifier.ToString()).ShouldBe(Log.Verifier);
        SigningKey.Parse(Log.ToSecretText()).Sign(note.Text).ShouldBe(note.Signatures[0]);
    }

    [Fact]
    public void Given_several_signatures_when_verified_then_those_of_unknown_keys_are_ignored_even_under_the_same_name()
    {
        var note = SignedNote.Sign("Something.\n", Log, Other, Key("witness.example", 3));

        note.VerifiedBy(Other.Verifier).ShouldBe([note.Signatures[1]]);
        note.VerifiedBy(Log.Verifier, Other.Verifier).ShouldBe(note.Signatures.Take(2));
        Should.Throw<UntrustedNoteException>(() => note.VerifiedBy(Key("log.example/other", 1).Verifier)).Message.ShouldContain("None of the known keys");
    }

    [Fact]
    public void Given_one_known_signature_that_is_wrong_when_verified_then_the_whole_note_is_refused()
    {
        var note = SignedNote.Sign("Something.\n", Log, Other);
        var forged = note with { Signatures = [note.Signatures[0], note.Signatures[1] with { Value = note.Signatures[0].Value }] };

        Should.Throw<UntrustedNoteException>(() => forged.VerifiedBy(Log.Verifier, Other.Verifier));
        forged.VerifiedBy(Log.Verifier).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("no signatures\n")]
    [InlineData("no blank line\n\u2014 name AAAAAAAA\n")]
    [InlineData("no line end\n\n\u2014 name AAAAAAAA")]
    [InlineData("nothing after the blank line\n\n")]
    [InlineData("a hyphen for the dash\n\n- name AAAAAAAA\n")]
    [InlineData("no name\n\n\u2014  AAAAAAAA\n")]
    [InlineData("a plus in the name\n\n\u2014 na+me AAAAAAAA\n")]
    [InlineData("a space in the name\n\n\u2014 na\u00a0me AAAAAAAA\n")]
    [InlineData("no base64\n\n\u2014 name AAAA-AAA\n")]
    [InlineData("white space in the base64\n\n\u2014 name AAAA AAAA\n")]
    [InlineData("unused bits in the base64\n\n\u2014 name AAAAAAB=\n")]
    [InlineData("an id and nothing else\n\n\u2014 name AAAAAA==\n")]
    [InlineData("a tab\tin the text\n\n\u2014 name AAAAAAAA\n")]
    [InlineData("a carriage return\r\n\n\u2014 name AAAAAAAA\n")]
    [InlineData("more text after the signature\n\n\u2014 name AAAAAAAA\nmore\n")]
    public void Given_a_malformed_note_when_read_then_it_is_refused(string note) => Should.Throw<FormatException>(() => SignedNote.Parse(note));

    [Fact]
    public void Given_bytes_that_are_not_utf_8_when_read_as_a_note_then_they_are_refused() =>
        Should.Throw<FormatException>(() => SignedNote.Parse([0xff, .. Encoding.UTF8.GetBytes(FoosNote)])).Message.ShouldContain("UTF-8");

    [Theory]
    [InlineData("")]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fox+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void Given_a_text_that_is_no_key_when_read_as_one_then_it_is_refused(string text) => Should.Throw<FormatException>(() => VerifierKey.Parse(text));

    [Fact]
    public void Given_a_damaged_signing_key_when_read_then_the_problem_does_not_repeat_the_secret()
    {
        var secret = Log.ToSecretText();
        var damaged = secret[..^5] + "AAAA=";

        var problem = Should.Throw<FormatException>(() => SigningKey.Parse(damaged));

        problem.Message.ShouldNotContain(secret.Split('+')[^1][..10]);
    }

    internal static SigningKey Key(string name, byte seed, SignatureType type = SignatureType.Ed25519) =>
        new(name, type, Enumerable.Repeat(seed, SigningKey.SeedLength).ToArray());

    internal static Exception? Refusal(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception refusal) when (refusal is FormatException or UntrustedNoteException)
        {
            return refusal;
        }
    }
}
