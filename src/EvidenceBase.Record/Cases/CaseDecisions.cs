using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Cases;

/// <summary>What may happen to a case, decided from its state and from what the register says of the things it names.</summary>
public static class CaseDecisions
{
    public static Decision Define(CaseDefined defined) => Decision.Accept(defined);

    public static Decision Redefine(Case unit, CaseRedefined redefined) =>
        unit.Name == redefined.Name && unit.Description == redefined.Description ? Decision.Accept() : Decision.Accept(redefined);

    /// <param name="figure">The figure in which the cell is, where the value comes from a cell.</param>
    public static Decision SetAttribute(Case unit, CaseAttributeSet set, Registered? figure)
    {
        if (!HumanKey.IsValid(set.Name))
            return Problem.Unprocessable("bad-name", $"“{set.Name}” cannot name an attribute: it stands in addresses. {HumanKey.Rule}", "name");
        if (set.Cell is null == set.Locator is null)
            return Problem.Unprocessable("origin", "Say where the value comes from: a cell of a figure (cell) or a place in the text (locator), one of the two.", "cell");
        if (figure?.NotCitable("cell.figure") is { } notCitable)
            return notCitable;
        if (set.Cell is { } cell && FigureFacts.NotThere(figure!, $"{cell.Row}.{cell.Column}", null, "cell") is { } notThere)
            return notThere;
        return unit.Attributes.Contains(Case.Of(set)) ? Decision.Accept() : Decision.Accept(set);
    }

    public static Decision RemoveAttribute(Case unit, string name, string? reason) =>
        unit.Attributes.Exists(one => one.Name == name)
            ? Decision.Accept(new CaseAttributeRemoved(name, reason))
            : Problem.NotFound("attribute of this case", name);

    public static Decision RecordBearing(Guid caseId, Case unit, Registered about, string? note)
    {
        if (about.Id == caseId)
            return Problem.Unprocessable("self-bearing", "A case does not bear on itself.", "about");
        if (about.NotCitable("about") is { } notCitable)
            return notCitable;
        return unit.Bearings.Contains(new(about.Refer(), note)) ? Decision.Accept() : Decision.Accept(new BearingRecorded(about.Refer(), note));
    }

    public static Decision RemoveBearing(Case unit, Registered about, string? reason) =>
        unit.IsBornOnBy(about.Id)
            ? Decision.Accept(new BearingRemoved(about.Id, reason))
            : Problem.NotFound("bearing on this case of", about.Name);
}
