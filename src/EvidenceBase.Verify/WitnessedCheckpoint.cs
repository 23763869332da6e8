using System.Text.Json;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Verify;

/// <summary>The latest checkpoint that a witness has cosigned, where the service has it. That it is so is checked like everything else.</summary>
internal static class WitnessedCheckpoint
{
    public static async Task<SignedNote?> Find(LogSource source, VerifierKey witness, CancellationToken cancellation)
    {
        try
        {
            if (await source.Read("witnesses", cancellation) is not { } listed)
                return null;
            using var json = JsonDocument.Parse(listed);
            foreach (var one in json.RootElement.GetProperty("items").EnumerateArray())
            {
                if (one.GetProperty("verifierKey").GetString() == witness.ToString()
                    && await source.Read($"checkpoints/{Uri.EscapeDataString(one.GetProperty("key").GetString()!)}", cancellation) is { } note)
                {
                    return SignedNote.Parse(note);
                }
            }
        }
        catch (Exception flaw) when (flaw is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // What cannot be read was not cosigned.
        }

        return null;
    }
}
