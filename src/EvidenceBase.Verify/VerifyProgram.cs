using System.Text.Json;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Verify;

/// <summary>The program with everything it uses of its surroundings given to it.</summary>
public static class VerifyProgram
{
    /// <param name="token">An access token for the service that is read from.</param>
    /// <returns>The exit code: see <see cref="Report"/>.</returns>
    public static async Task<int> Run(string[] words, TextWriter output, TextWriter errors, string? token, DateTimeOffset now, CancellationToken cancellation = default)
    {
        try
        {
            var arguments = Arguments.Parse(words);
            return arguments.Command switch
            {
                "log" => await Commands.Log(arguments, output, token, now, cancellation),
                "bundle" => await Commands.Bundle(arguments, output, now, cancellation),
                "proof" => Commands.Proof(arguments, output),
                "new-key" => Commands.NewKey(arguments, SignatureType.Ed25519, output),
                "new-witness" => Commands.NewKey(arguments, SignatureType.Cosignature, output),
                _ => throw new UsageException($"There is no command {arguments.Command}."),
            };
        }
        catch (UsageException problem)
        {
            await errors.WriteLineAsync($"{problem.Message}\n\n{Commands.Usage}");
            return Report.NotUnderstood;
        }
        catch (Exception problem) when (problem is SourceException or IOException or UnauthorizedAccessException or JsonException)
        {
            await errors.WriteLineAsync($"{problem.Message}\nNot everything could be checked.");
            return Report.NotAllChecked;
        }
    }
}
