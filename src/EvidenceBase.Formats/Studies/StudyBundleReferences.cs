using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

/// <summary>What the files of a bundle say of each other: every key is unique, everything that is named is there.</summary>
internal sealed class StudyBundleReferences
{
    private readonly StudyBundle bundle;
    private readonly List<Finding> errors = [];
    private readonly Dictionary<string, HashSet<string>> keys = [];
    private readonly HashSet<string> sections;

    public StudyBundleReferences(StudyBundle bundle)
    {
        this.bundle = bundle;
        sections = [.. bundle.Study.Sections.Select(section => section.Key)];
    }

    public IReadOnlyList<Finding> Errors()
    {
        CollectKeys();
        Named("study.yaml", null, "article", Kinds.Source, bundle.Study.Article);
        foreach (var figure in bundle.Figures)
            Figure(figure);
        foreach (var one in bundle.Cases)
            Case(one);
        foreach (var note in bundle.Notes)
            Note(note);
        foreach (var memo in bundle.Memos)
        {
            Named("memos.yaml", memo.Key, "about", memo.About);
            Place("memos.yaml", memo.Key, "locator", memo.Locator);
        }

        foreach (var statement in bundle.Statements)
            Statement(statement);
        foreach (var claim in bundle.Claims)
            Claim(claim);
        Steps();
        Paragraphs();
        return errors;
    }

    private void CollectKeys()
    {
        Keys("sources.json", Kinds.Source, bundle.Sources.Select(one => one.Key));
        Keys("interviews.csv", Kinds.Interview, bundle.Interviews.Select(one => one.Code));
        Keys("memos.yaml", Kinds.Memo, bundle.Memos.Select(one => one.Key));
        Keys("cases.yaml", Kinds.Case, bundle.Cases.Select(one => one.Key));
        Keys("figures.yaml", Kinds.Figure, bundle.Figures.Select(one => one.Key));
        Keys("codebook.qdc", Kinds.Code, bundle.Codes.Select(one => one.Key));
        Keys("statements.yaml", Kinds.Coding, bundle.Statements.Select(one => one.Key));
        Keys("claims.yaml", Kinds.Claim, bundle.Claims.Select(one => one.Key));
        Keys("argument.yaml", Kinds.Step, bundle.Argument.Steps.Select(one => one.Key));
        Keys("notes.yaml", "note", bundle.Notes.Select(one => $"{one.Number}"));
        Keys("paragraphs.yaml", "paragraph", bundle.Paragraphs.Select(one => one.Name));
    }

    private void Figure(BundledFigure figure)
    {
        const string file = "figures.yaml";
        if (figure.Key is BundledAccount.Paragraphs or BundledAccount.Notes)
            Error(file, figure.Key, "key", "This key is kept for the account that is made from notes.yaml and paragraphs.yaml.");
        Place(file, figure.Key, "locator", figure.Locator);
        foreach (var (index, source) in figure.Sources.Index())
            Named(file, figure.Key, $"sources[{index}].source", Kinds.Source, source.Source);
        var columns = figure.Data.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (axis, column) in new[] { ("draw.x", figure.Draw.X), ("draw.y", figure.Draw.Y), ("draw.series", figure.Draw.Series) })
        {
            if (column is not null && !columns.Contains(column))
                Error(file, figure.Key, axis, $"There is no column “{column}”.");
        }

        Once(file, figure.Key, "sources", figure.Sources.Select(source => source.Source));
        Once(file, figure.Key, "derived", figure.Derived.Select(number => number.Key));
        foreach (var (index, number) in figure.Derived.Index())
        {
            Place(file, figure.Key, $"derived[{index}].locator", number.Locator);
            foreach (var cell in Formula.Parse(number.Formula).Formula?.Cells ?? [])
            {
                if (!figure.HasCell(cell.ToString()))
                    Error(file, figure.Key, $"derived[{index}].formula", $"There is no cell [{cell}] with a value.");
            }
        }
    }

    private void Case(BundledCase one)
    {
        const string file = "cases.yaml";
        foreach (var (index, attribute) in one.Attributes.Index())
        {
            Place(file, one.Key, $"attributes[{index}].from", attribute.Locator);
            if (attribute.Cell is { } cell)
                Cell(file, one.Key, $"attributes[{index}].from", cell.Figure, $"{cell.Row}.{cell.Column}");
        }

        Once(file, one.Key, "attributes", one.Attributes.Select(attribute => attribute.Name));
        Once(file, one.Key, "bearings", one.Bearings.Select(bearing => $"{bearing.About.Kind} {bearing.About.Key}"));
        Named(file, one.Key, "bearings", [.. one.Bearings.Select(bearing => bearing.About)]);
    }

    private void Note(BundledNote note)
    {
        var (file, item) = ("notes.yaml", $"note {note.Number}");
        Section(file, item, "section", note.Section);
        foreach (var (index, cite) in note.Cites.Index())
            Named(file, item, $"cites[{index}].source", Kinds.Source, cite.Source);
        foreach (var interview in note.Interviews)
            Named(file, item, "interviews", Kinds.Interview, interview);
        Named(file, item, "memo", Kinds.Memo, note.Memo);
        if (note.Kind != NoteKind.Citation && note.Memo is null)
            Error(file, item, "memo", "A note that explains something needs a memo that says it.");
    }

    private void Statement(BundledStatement statement)
    {
        const string file = "statements.yaml";
        Named(file, statement.Key, "interview", Kinds.Interview, statement.Interview);
        Place(file, statement.Key, "locator", statement.Locator);
        if (statement.Codes.Count == 0)
            Error(file, statement.Key, "codes", "A statement needs at least one code.");
        foreach (var code in statement.Codes)
        {
            Named(file, statement.Key, "codes", Kinds.Code, code);
            if (bundle.Codes.Any(one => one.Key == code && !one.Codable))
                Error(file, statement.Key, "codes", $"The code “{code}” only holds others together and is not applied itself.");
        }

        foreach (var one in statement.Cases)
            Named(file, statement.Key, "cases", Kinds.Case, one);
    }

    private void Claim(BundledClaim claim)
    {
        const string file = "claims.yaml";
        Place(file, claim.Key, "locator", claim.Locator);
        foreach (var one in claim.Cases)
            Named(file, claim.Key, "cases", Kinds.Case, one);
        foreach (var rival in claim.RivalTo)
            Named(file, claim.Key, "rivalTo", Kinds.Claim, rival);
        foreach (var (index, qualification) in claim.Qualifications.Index())
            Place(file, claim.Key, $"qualifications[{index}].locator", qualification.Locator);
        foreach (var (index, absence) in claim.Absences.Index())
            Place(file, claim.Key, $"absences[{index}].locator", absence.Locator);
        foreach (var (index, evidence) in claim.Evidence.Index())
            Evidence(file, claim.Key, $"evidence[{index}]", evidence);
    }

    private void Evidence(string file, string claim, string field, BundledEvidence evidence)
    {
        Named(file, claim, $"{field}.cite", evidence.Cited.Kind, evidence.Cited.Key);
        if (evidence.Cited == new BundledThing(Kinds.Claim, claim))
            Error(file, claim, $"{field}.cite", "A claim is no evidence for itself.");
        if (evidence.Note is { } note)
            Named(file, claim, $"{field}.note", "note", $"{note}");
        if (evidence.Pinpoint?.Cell is { } cell)
            Cell(file, claim, $"{field}.cite.cell", evidence.Cited.Key, cell);
        if (evidence.Pinpoint?.Derived is { } derived
            && bundle.Figures.FirstOrDefault(figure => figure.Key == evidence.Cited.Key) is { } figure
            && figure.Derived.All(number => number.Key != derived))
        {
            Error(file, claim, $"{field}.cite.derived", $"The figure “{figure.Key}” has no derived number “{derived}”.");
        }
    }

    private void Steps()
    {
        const string file = "argument.yaml";
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in bundle.Argument.Steps)
        {
            Section(file, step.Key, "section", step.Section);
            Named(file, step.Key, "case", Kinds.Case, step.Case);
            foreach (var claim in step.Claims)
                Named(file, step.Key, "claims", Kinds.Claim, claim);
            Once(file, step.Key, "claims", step.Claims);
            Once(file, step.Key, "restsOn", step.RestsOn.Select(relation => relation.Step));
            if (step.Parent is { } parent && !before.Contains(parent))
                Error(file, step.Key, "parent", $"The step “{parent}” does not stand before this one.");
            foreach (var (index, relation) in step.RestsOn.Index())
                Named(file, step.Key, $"restsOn[{index}].step", Kinds.Step, relation.Step);
            before.Add(step.Key);
        }
    }

    private void Paragraphs()
    {
        const string file = "paragraphs.yaml";
        foreach (var paragraph in bundle.Paragraphs)
        {
            var item = paragraph.Name;
            Section(file, item, "section", paragraph.Section);
            foreach (var claim in paragraph.Claims)
                Named(file, item, "claims", Kinds.Claim, claim);
            foreach (var memo in paragraph.Memos)
                Named(file, item, "memos", Kinds.Memo, memo);
            foreach (var note in paragraph.Notes)
                Named(file, item, "notes", "note", $"{note}");
        }
    }

    private void Keys(string file, string kind, IEnumerable<string> all)
    {
        keys[kind] = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in all)
        {
            if (!keys[kind].Add(key) && key.Length > 0)
                Error(file, key, null, "The key stands twice.");
        }
    }

    /// <summary>What would take the place of another under the same name, or add nothing to it.</summary>
    private void Once(string file, string item, string field, IEnumerable<string> names)
    {
        foreach (var same in names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            Error(file, item, field, $"“{same.Key}” stands twice; the second would take the place of the first.");
    }

    private void Named(string file, string? item, string field, IReadOnlyList<BundledThing> things)
    {
        foreach (var (index, thing) in things.Index())
            Named(file, item, $"{field}[{index}]", thing.Kind, thing.Key);
    }

    private void Named(string file, string? item, string field, string kind, string? key)
    {
        if (key is { Length: > 0 } && keys.TryGetValue(kind, out var known) && !known.Contains(key))
            Error(file, item, field, $"There is no {(kind == Kinds.Coding ? "statement" : kind)} “{key}” in the bundle.");
    }

    private void Cell(string file, string item, string field, string figure, string cell)
    {
        Named(file, item, field, Kinds.Figure, figure);
        if (bundle.Figures.FirstOrDefault(one => one.Key == figure) is { } found && !found.HasCell(cell))
            Error(file, item, field, $"The figure “{figure}” has no cell {cell} with a value.");
    }

    private void Place(string file, string item, string field, Locator? locator)
    {
        if (locator?.Section is { } section)
            Section(file, item, $"{field}.section", section);
    }

    private void Section(string file, string item, string field, string section)
    {
        if (section.Length > 0 && !sections.Contains(section))
            Error(file, item, field, $"There is no section “{section}” in study.yaml.");
    }

    private void Error(string file, string? item, string? field, string detail) => errors.Add(new Finding(file, item, field, detail));
}
