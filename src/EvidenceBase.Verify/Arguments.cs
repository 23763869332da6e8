namespace EvidenceBase.Verify;

/// <summary>The words of a command line: what is to be checked, and options with the values given for each.</summary>
internal sealed record Arguments(string Command, IReadOnlyList<string> Operands, ILookup<string, string> Options)
{
    private static readonly string[] WithValue = ["--key", "--against", "--keep", "--witness", "--tsa-certificate", "--cosign", "--save"];
    private static readonly string[] WithoutValue = ["--without-payloads"];

    /// <exception cref="UsageException">An option is unknown or lacks its value.</exception>
    public static Arguments Parse(string[] words)
    {
        var operands = new List<string>();
        var options = new List<(string Name, string Value)>();
        for (var index = 0; index < words.Length; index++)
        {
            var word = words[index];
            if (!word.StartsWith("--", StringComparison.Ordinal))
                operands.Add(word);
            else if (WithoutValue.Contains(word))
                options.Add((word, string.Empty));
            else if (!WithValue.Contains(word))
                throw new UsageException($"There is no option {word}.");
            else if (++index == words.Length)
                throw new UsageException($"{word} needs a value.");
            else
                options.Add((word, words[index]));
        }

        return operands is [var command, .. var rest]
            ? new(command, rest, options.ToLookup(option => option.Name, option => option.Value))
            : throw new UsageException("What is to be done?");
    }

    /// <exception cref="UsageException">It was given more than once.</exception>
    public string? Single(string option) => Options[option].ToList() switch
    {
        [] => null,
        [var value] => value,
        _ => throw new UsageException($"{option} can be given once."),
    };
}

/// <summary>The command was not understood.</summary>
internal sealed class UsageException(string message) : Exception(message);
