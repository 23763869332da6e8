using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Codings;

/// <summary>What a coder who codes blind may code: in their own layer, with the codes of the round, under no key that others could have taken.</summary>
internal static class BlindCoding
{
    public static Func<Decision> Plan(ApplyCode command, CommandPlan plan, TextVault vault, Blindness blindness)
    {
        if (Refusal(command, blindness) is { } problem)
            return () => problem;
        var document = command.Document is { } name ? plan.Cite(Kinds.Document, name, "document") : null;
        var code = command.Code is { } of ? plan.Cite(Kinds.Code, of, "code") : null;
        var decide = ApplyCodeEndpoint.Plan(command, plan, vault);
        return () => document is not null && code is not null && Outside(document.Id, code.Thing, blindness) is { } outside ? outside : decide();
    }

    private static Problem? Refusal(ApplyCode command, Blindness blindness)
    {
        if (blindness.Hides(command.Layer))
            return Problem.Unprocessable("not-your-layer", $"While you code blind, code in the layer “{string.Join("” or “", blindness.Layers)}”.", "layer");
        return command.Key is null
            ? null
            : Problem.Unprocessable("no-keys-while-blind", "While you code blind statements get no keys: that one is taken would tell of others' codings.", "key");
    }

    private static Problem? Outside(Guid document, Registered code, Blindness blindness) =>
        blindness.Rounds.FirstOrDefault(round => round.Documents.Contains(document) && round.Codes.Count > 0 && !round.Codes.Contains(code.Id)) is { } round
            ? Problem.Unprocessable("not-in-round", $"The code “{code.Name}” is not one of those of the round “{round.Round}”.", "code")
            : null;
}
