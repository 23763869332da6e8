using System.Buffers;
using CsCheck;
using EvidenceBase.TransparencyLog.Tiles;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Tiles;

public sealed class EntryBundleTests
{
    [Fact]
    public void Given_any_entries_when_bundled_then_they_come_back_as_they_were() => Gen.Byte.Array[0, 400].Array[0, 20].Sample(entries =>
    {
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
            EntryBundle.Write(bundle, entry);

        EntryBundle.Read(bundle.WrittenMemory).Select(entry => entry.ToArray()).ShouldBe(entries);
    }, iter: 300);

    [Fact]
    public void Given_an_entry_when_bundled_then_its_length_leads_it_the_higher_byte_first()
    {
        var bundle = new ArrayBufferWriter<byte>();

        EntryBundle.Write(bundle, new byte[0x0102]);

        bundle.WrittenSpan[..2].ToArray().ShouldBe([1, 2]);
    }

    [Fact]
    public void Given_the_longest_entry_when_bundled_then_it_fits_and_one_byte_more_is_refused()
    {
        var bundle = new ArrayBufferWriter<byte>();

        EntryBundle.Write(bundle, new byte[65535]);

        EntryBundle.Read(bundle.WrittenMemory).ShouldHaveSingleItem().Length.ShouldBe(65535);
        Should.Throw<ArgumentException>(() => EntryBundle.Write(bundle, new byte[65536]));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("000161 00")]
    [InlineData("000161 0002 61")]
    public void Given_a_bundle_that_ends_inside_an_entry_when_read_then_it_is_refused(string bundle) =>
        Should.Throw<FormatException>(() => EntryBundle.Read(Convert.FromHexString(bundle.Replace(" ", null, StringComparison.Ordinal))));
}
