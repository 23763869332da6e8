using EvidenceBase.Formats.Refi;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

internal static class BundledCodes
{
    public static IReadOnlyList<BundledCode> Of(QdaCodebook codebook, string file, List<Finding> errors)
    {
        var keys = new Dictionary<Guid, string>();
        var codes = new List<BundledCode>();
        foreach (var (code, parent) in codebook.Flatten())
        {
            var description = CodeDescription.Parse(code.Description);
            if (!HumanKey.IsValid(description.Key))
            {
                errors.Add(new Finding(
                    file, code.Name, "Description", $"A line “Key: …” must give the key by which the code is cited. {HumanKey.Rule}"));
            }

            var key = description.Key ?? "";
            keys[code.Id] = key;
            codes.Add(new BundledCode(
                code.Id,
                key,
                code.Name,
                description.Definition,
                description.Include,
                description.Exclude,
                code.Color,
                code.IsCodable,
                parent is null ? null : keys[parent.Id]));
        }

        if (codebook.Sets.Count > 0)
            errors.Add(new Finding(file, codebook.Sets[0].Name, "Sets", "A study's codebook has no sets; they would be lost."));
        return codes;
    }
}
