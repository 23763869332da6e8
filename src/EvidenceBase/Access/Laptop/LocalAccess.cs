using System.Collections.Concurrent;
using System.Text;
using EvidenceBase.Access.Tokens;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;

namespace EvidenceBase.Access.Laptop;

/// <summary>
/// How the owner of a laptop gets in, and nobody else who has an account on the same machine: with a browser by an address that works once,
/// with scripts by a token that lies in the data folder, readable by its owner alone. On a server neither exists.
/// </summary>
public sealed class LocalAccess(DataFolder folder, LocalOwner owner, Deployment deployment)
{
    /// <summary>The file with the token for scripts, in the data folder.</summary>
    public const string TokenFile = "access-token";

    private readonly ConcurrentDictionary<string, bool> unused = new();
    private readonly Lazy<string> token = new(() => Token(Path.Combine(folder.Root, TokenFile)));

    /// <summary>The token for scripts.</summary>
    public string ScriptToken => token.Value;

    public Caller Caller => new(owner.Name, OwnsEverything: true, Administers: true);

    /// <summary>The owner, where the secret is that of the scripts.</summary>
    public Caller? Owner(string secret) => !deployment.IsServer && TokenSecret.IsSame(secret, ScriptToken) ? Caller : null;

    /// <summary>The path of an address that signs a browser in, once.</summary>
    public string NewEntrance()
    {
        var secret = TokenSecret.New();
        unused[Key(secret)] = true;
        return $"/enter?token={secret}";
    }

    public bool Enter(string secret) => !deployment.IsServer && unused.TryRemove(Key(secret), out _);

    private static string Key(string secret) => Convert.ToHexString(TokenSecret.Hash(secret));

    private static string Token(string path)
    {
        DurableFolder.Create(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            DurableFile.WriteOnce(path, Encoding.ASCII.GetBytes(TokenSecret.New() + "\n"));
        return File.ReadAllText(path).Trim();
    }
}
