using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace EvidenceBase.Record.Kernel;

/// <summary>From one version on a thing has had one content.</summary>
/// <param name="Since">The version of the event that brought it, or brought it back.</param>
/// <param name="Hash">The first 128 bits of the SHA-256 of the content as JSON, in lower-case hexadecimal.</param>
public sealed record ContentMark(long Since, string Hash);

/// <summary>
/// Which content a thing has had from which version on. An undo brings an earlier content back under a later version, and what was undone comes again
/// under a still later one: only the content itself tells whether what is cited says what it said when it was cited.
/// </summary>
/// <param name="Marks">In the order of their versions, at least one; neighbours have different contents.</param>
public sealed record ContentHistory(ImmutableList<ContentMark> Marks)
{
    /// <summary>
    /// The history after one more event. It begins with the second event: most codings never have one. Where what came before was folded when no such
    /// history was kept yet, nothing is known of versions before that.
    /// </summary>
    /// <param name="content">What of a state is cited.</param>
    public static ContentHistory? After(Stated? before, long version, object state, Func<object, object> content)
    {
        if (before is null)
            return null;
        var marks = before.Contents?.Marks ?? [new(before.Version, HashOf(before.State, content))];
        var hash = HashOf(state, content);
        return new(marks[^1].Hash == hash ? marks : marks.Add(new(version, hash)));
    }

    /// <summary>As it is stored.</summary>
    public static ContentHistory? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<ContentHistory>(json, RecordJson.Options);

    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.Options);

    /// <summary>Whether the content is another now than at a version; also where it is not known what it was then.</summary>
    public bool HasChangedSince(long version) => Marks.FindLast(mark => mark.Since <= version)?.Hash != Marks[^1].Hash;

    private static string HashOf(object state, Func<object, object> content)
    {
        var said = state is NoState ? state : content(state);
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said, said.GetType(), RecordJson.Options)).AsSpan(0, 16));
    }
}
