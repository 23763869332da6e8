using System.Security.Cryptography;
using System.Text;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Verify;

/// <summary>What the program can be told to do.</summary>
internal static class Commands
{
    public const string Usage =
        """
        evidencebase-verify log SOURCE --key KEY …     checks a whole history
        evidencebase-verify bundle FILE --key KEY …    checks an audit bundle: a zip file, or the folder it was unpacked into
        evidencebase-verify proof FILE --key KEY …     checks one .tlog-proof file
        evidencebase-verify new-key NAME FILE          makes a signing key for a log of that name, and prints its verifier key
        evidencebase-verify new-witness NAME FILE      the same for a witness

        SOURCE is the address of a study in a running service (http://127.0.0.1:5080/api/studies/chen-2014; the environment variable
        EVIDENCEBASE_TOKEN holds an access token for it), a folder, or a zip file.

          --key KEY            a verifier key of the log, or a file that holds it; from elsewhere than the log itself. May be given again.
          --against FILE       a checkpoint kept earlier. May be given again.
          --keep FILE          compares with the checkpoint in FILE if there is one; if all holds, puts the new one there.
          --witness KEY        a verifier key of a witness who must have cosigned this checkpoint, one that was kept, or an earlier one that the
                               service has. May be given again.
          --tsa-certificate FILE
                               a certificate (PEM) of a time-stamping authority, or of who issued it, from elsewhere than the log: checkpoints of
                               the service that it has stamped are treated like kept ones. May be given again.
          --cosign FILE        with --keep: if all holds, cosigns the kept checkpoint with the witness's signing key in FILE.
          --save FOLDER        saves everything that was read, to be checked again without the service.
          --without-payloads   leaves out the contents of the events.

        Exit codes: 0 everything that was checked holds · 1 something is not what was signed · 2 the command was not understood ·
        3 something could not be checked.
        """;

    public static Task<int> Log(Arguments arguments, TextWriter output, string? token, DateTimeOffset now, CancellationToken cancellation) =>
        Check(arguments, output, now, async (question, report) =>
        {
            using var source = LogSource.Open(Operand(arguments, "SOURCE"), token);
            using var reading = arguments.Single("--save") is { } folder ? Saving(source, folder) : source;
            return await new LogVerification(reading, question, report).Run(cancellation);
        });

    public static Task<int> Bundle(Arguments arguments, TextWriter output, DateTimeOffset now, CancellationToken cancellation) =>
        Check(arguments, output, now, async (question, report) =>
        {
            if (arguments.Options["--save"].Any() || arguments.Options["--without-payloads"].Any())
                throw new UsageException("A bundle is checked whole, and is saved already.");
            using var source = BundleSource.Open(Operand(arguments, "FILE"));
            return await new BundleVerification(source, question, report).Run(cancellation);
        });

    /// <param name="check">Gives the signed checkpoint, where it can be trusted.</param>
    private static async Task<int> Check(Arguments arguments, TextWriter output, DateTimeOffset now, Func<LogQuestion, Report, Task<SignedNote?>> check)
    {
        var (keep, cosign) = (arguments.Single("--keep"), arguments.Single("--cosign"));
        if (cosign is not null && keep is null)
            throw new UsageException("--cosign needs --keep: a witness cosigns only what is consistent with all it saw before.");
        var witness = cosign is null ? null : Read("--cosign", () => SigningKey.Parse(File.ReadAllText(cosign).Trim()));
        var kept = arguments.Options["--against"].Concat(keep is not null && File.Exists(keep) ? [keep] : []);
        var question = new LogQuestion(
            Keys(arguments, "--key"),
            [.. kept.Select(file => (file, Read("A kept checkpoint", () => SignedNote.Parse(File.ReadAllBytes(file)))))],
            arguments.Options["--witness"].Any() ? Keys(arguments, "--witness") : [],
            !arguments.Options["--without-payloads"].Any())
        {
            StampedBy = [.. arguments.Options["--tsa-certificate"].SelectMany(file => Read("--tsa-certificate", () => StampedCheckpoints.Certificates(file)))],
        };
        var report = new Report(output);
        var note = await check(question, report);
        if (report.ExitCode == Report.Holds && keep is not null && note is not null)
            Keep(keep, note, witness, now, output);
        return report.Conclude();
    }

    public static int Proof(Arguments arguments, TextWriter output)
    {
        var report = new Report(output);
        var file = Operand(arguments, "FILE");
        ProofVerification.Run(Read(file, () => File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true))), Keys(arguments, "--key"), report);
        return report.Conclude();
    }

    public static int NewKey(Arguments arguments, SignatureType type, TextWriter output)
    {
        if (arguments.Operands is not [var name, var file])
            throw new UsageException("A new key needs a name and a file.");
        var key = Read(name, () => new SigningKey(name, type, RandomNumberGenerator.GetBytes(SigningKey.SeedLength)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = Read(file, () => new FileStream(file, options)))
            stream.Write(Encoding.UTF8.GetBytes($"{key.ToSecretText()}\n"));
        output.WriteLine(key.Verifier);
        return Report.Holds;
    }

    private static LogSource Saving(LogSource source, string folder) => new(async (path, cancellation) =>
    {
        var content = await source.Read(path, cancellation);
        if (content is not null)
        {
            var file = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, content, cancellation);
        }

        return content;
    });

    private static void Keep(string file, SignedNote note, SigningKey? witness, DateTimeOffset now, TextWriter output)
    {
        if (witness is not null)
        {
            note = note with { Signatures = [.. note.Signatures, witness.Cosign(Checkpoint.Parse(note.Text), now)] };
            output.WriteLine(note.Signatures[^1]);
        }

        File.WriteAllText($"{file}.new", note.ToString());
        File.Move($"{file}.new", file, overwrite: true);
    }

    private static List<VerifierKey> Keys(Arguments arguments, string option)
    {
        var keys = arguments.Options[option].Select(key => Read(option, () => VerifierKey.Parse(File.Exists(key) ? File.ReadAllText(key).Trim() : key))).ToList();
        return keys.Count > 0 ? keys : throw new UsageException($"{option} is needed: without a key that came another way, a signature proves nothing.");
    }

    private static string Operand(Arguments arguments, string name) =>
        arguments.Operands is [var operand] ? operand : throw new UsageException($"{arguments.Command} needs one {name}.");

    private static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or DecoderFallbackException or CryptographicException)
        {
            throw new UsageException($"{what}: {problem.Message}");
        }
    }
}
