using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>What a browser and a security key answer together (WebAuthn level 3): one passkey over ES256, without attestation.</summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte NewCredential = 0x40;
    private const byte CborBytes = 0x40;
    private const byte CborText = 0x60;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string userHandle = string.Empty;
    private uint count;

    /// <summary>The page that asks, as the browser sees it.</summary>
    public string Origin { get; init; } = "https://evidence.test";

    public string Domain { get; init; } = "evidence.test";

    /// <summary>Whether the device makes sure that it is its holder's: by a PIN, a finger, a face.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>The answer to creation options, as <c>JSON.stringify</c> gives it.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        userHandle = asked["user"]!["id"]!.GetValue<string>();
        var clientData = ClientData("webauthn.create", asked);
        var data = AuthenticatorData(NewCredential, [.. new byte[16], .. Length((ushort)id.Length), .. id, .. PublicKey()]);
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), .. Bytes(data)];
        return Answer(new() { ["clientDataJSON"] = Base64Url.EncodeToString(clientData), ["attestationObject"] = Base64Url.EncodeToString(attestation), ["transports"] = new JsonArray("internal") });
    }

    /// <summary>The answer to request options.</summary>
    /// <param name="by">Another key that signs, as a forger's would.</param>
    public string Get(string options, ECDsa? by = null)
    {
        var clientData = ClientData("webauthn.get", JsonNode.Parse(options)!);
        count++;
        var data = AuthenticatorData(0, []);
        var signature = (by ?? key).SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = userHandle,
        });
    }

    /// <summary>Counts from the beginning again, as a copy of the key would.</summary>
    public void ForgetCount() => count = 0;

    public void Dispose() => key.Dispose();

    private byte[] ClientData(string type, JsonNode options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type, ["challenge"] = options["challenge"]!.GetValue<string>(), ["origin"] = Origin, ["crossOrigin"] = false,
    }.ToJsonString());

    private byte[] AuthenticatorData(byte flags, byte[] credential)
    {
        var counter = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(counter, count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(flags | UserPresent | (Verifies ? UserVerified : 0)), .. counter, .. credential];
    }

    /// <summary>COSE (RFC 9053): {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    private string Answer(JsonObject response)
    {
        var name = Base64Url.EncodeToString(id);
        return new JsonObject { ["id"] = name, ["rawId"] = name, ["type"] = "public-key", ["clientExtensionResults"] = new JsonObject(), ["response"] = response }.ToJsonString();
    }

    private static byte[] Bytes(byte[] content) => content.Length < 24 ? [(byte)(CborBytes + content.Length), .. content]
        : content.Length < 256 ? [CborBytes + 24, (byte)content.Length, .. content] : [CborBytes + 25, .. Length((ushort)content.Length), .. content];

    private static byte[] Text(string content) => [(byte)(CborText + content.Length), .. Encoding.ASCII.GetBytes(content)];

    private static byte[] Length(ushort length) => [(byte)(length >> 8), (byte)length];
}
