using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

/// <summary>
/// What holds of every codebook, whatever was merged, split, moved or undone: no code stands under itself, nothing in use stands under a
/// retired code, and no two active siblings have one name.
/// </summary>
public static class CodeTree
{
    /// <param name="field">The field of the command that would break it.</param>
    public static Problem? Problem(Codebook codebook, string? field) =>
        Circle(codebook, field) ?? RetiredParent(codebook, field) ?? SameName(codebook, field);

    private static Problem? Circle(Codebook codebook, string? field)
    {
        foreach (var code in codebook.Codes)
        {
            var above = code;
            for (var steps = 0; above is not null; steps++)
            {
                if (steps > codebook.Codes.Count)
                {
                    return Kernel.Problem.Conflict(
                        "circular-tree", $"The code “{code.Key}” would stand under itself. Move what stands under it out of the way first.", field);
                }

                above = codebook.ParentOf(above) is { } parent ? codebook.Find(parent) : null;
            }
        }

        return null;
    }

    private static Problem? RetiredParent(Codebook codebook, string? field)
    {
        foreach (var code in codebook.Codes.Where(code => codebook.StatusOf(code) is CodeStatus.Active or CodeStatus.Split))
        {
            if (codebook.ParentOf(code) is { } parent && codebook.Find(parent) is { Retired: not null } retired)
            {
                return Kernel.Problem.Conflict(
                    "parent-retired", $"The code “{code.Key}” would stand under “{retired.Key}”, which is retired. Restore that first, or move “{code.Key}”.", field);
            }
        }

        return null;
    }

    private static Problem? SameName(Codebook codebook, string? field)
    {
        var taken = new Dictionary<(Guid? Parent, string Name), Code>();
        foreach (var code in codebook.Codes.Where(codebook.IsActive))
        {
            if (!taken.TryAdd((codebook.ParentOf(code), code.Name.ToUpperInvariant()), code))
            {
                var other = taken[(codebook.ParentOf(code), code.Name.ToUpperInvariant())];
                return Kernel.Problem.Conflict(
                    "name-taken", $"The codes “{other.Key}” and “{code.Key}” would stand side by side under one name, “{code.Name}”. Rename one of them first.", field);
            }
        }

        return null;
    }
}
