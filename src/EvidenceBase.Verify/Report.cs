using System.Globalization;

namespace EvidenceBase.Verify;

/// <summary>What a verification found. Nothing is left out: what was proved, what was refuted, what could not be checked, and what no check can tell.</summary>
public sealed class Report(TextWriter output)
{
    private const int MostRefutationsInFull = 50;

    /// <summary>Exit code: everything that was asked for was checked and holds.</summary>
    public const int Holds = 0;

    /// <summary>Exit code: something is not what was signed.</summary>
    public const int IsRefuted = 1;

    /// <summary>Exit code: the command was not understood; nothing was checked.</summary>
    public const int NotUnderstood = 2;

    /// <summary>Exit code: nothing was refuted, but something that was asked for could not be checked.</summary>
    public const int NotAllChecked = 3;

    private int refutations;
    private int gaps;

    public int ExitCode => refutations > 0 ? IsRefuted : gaps > 0 ? NotAllChecked : Holds;

    /// <summary>How much was refuted so far.</summary>
    public int Refutations => refutations;

    public void Proven(FormattableString what) => Write("proven   ", what);

    public void Refuted(FormattableString what)
    {
        if (++refutations <= MostRefutationsInFull)
            Write("REFUTED  ", what);
    }

    /// <summary>Something that was asked for could not be checked.</summary>
    public void Unchecked(FormattableString what)
    {
        gaps++;
        Write("UNCHECKED", what);
    }

    /// <summary>Something that this check cannot tell.</summary>
    public void Open(FormattableString what) => Write("open     ", what);

    /// <returns>The exit code.</returns>
    public int Conclude()
    {
        if (refutations > MostRefutationsInFull)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"          … and {refutations - MostRefutationsInFull} more."));
        output.WriteLine(ExitCode switch
        {
            Holds => "Everything that was checked holds.",
            IsRefuted => string.Create(CultureInfo.InvariantCulture, $"{refutations} refuted: this is not what was signed."),
            _ => "Nothing was refuted, but not everything could be checked.",
        });
        return ExitCode;
    }

    private void Write(string verdict, FormattableString what) => output.WriteLine($"{verdict} {what.ToString(CultureInfo.InvariantCulture)}");
}
