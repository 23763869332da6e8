using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Codebooks;

internal static class CodebookPlan
{
    /// <summary>
    /// A code to be changed, and the codebook it is in. The code's row is locked against everything, so that nobody applies it in the same
    /// moment; If-Match is about the code's own version.
    /// </summary>
    public static (StreamTarget<Codebook> Codebook, NamedThing Code) ChangeCode(this CommandPlan plan, string code)
    {
        var changed = plan.Touch(Kinds.Code, code);
        plan.VersionOf(changed);
        return (plan.Change<Codebook>(CodebookStream.Definition, Codebook.Key), changed);
    }
}
