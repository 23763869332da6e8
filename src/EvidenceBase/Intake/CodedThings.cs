using EvidenceBase.Codings;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Intake;

/// <summary>
/// The interviews and documents that lines code. They must be there when a line is accepted: its words are sealed under the interview's key,
/// its positions are of the revision that the document has now. Everything else a line names is looked at when it is applied.
/// </summary>
internal sealed class CodedThings
{
    private readonly NamedThing study;
    private readonly IReadOnlyList<CodingLine> lines;
    private readonly Dictionary<(string Kind, string Name), NamedThing> named = [];

    public CodedThings(string slug, IReadOnlyList<CodingLine> lines)
    {
        this.lines = lines;
        study = new(Kinds.Study, slug, LockMode.None, null);
        foreach (var (kind, name) in lines.Select(line => KindAndName(line.Command)).Distinct())
            named.Add((kind, name), new(kind, name, LockMode.Shared, kind));
        Things = [study, .. named.Values];
    }

    /// <summary>To be locked and filled.</summary>
    public IReadOnlyList<NamedThing> Things { get; }

    public Problem? StudyProblem => study.Missing ?? (study.Thing.IsActive
        ? null
        : Problem.Conflict("archived", $"The study “{study.Name}” is archived and takes no more commands."));

    public IReadOnlyList<LineProblem> Missing =>
    [
        .. from line in lines
           let problem = NotSealable(named[KindAndName(line.Command)])
           where problem is not null
           select new LineProblem(line.Number, problem.Type, problem.Detail, problem.Field),
    ];

    public Registered Of(ApplyCode command) => named[KindAndName(command)].Thing;

    /// <summary>What is withdrawn is refused when the line is applied; for an interview that is erased there is no key to seal with.</summary>
    private static Problem? NotSealable(NamedThing thing) => thing.Missing ?? (thing.Kind == Kinds.Interview && ErasureFacts.IsErased(thing.Thing)
        ? Problem.Conflict("erased", $"The interview “{thing.Name}” was erased. Nothing that was said in it is taken any more.", "interview")
        : null);

    private static (string Kind, string Name) KindAndName(ApplyCode command) =>
        command.Document is { } document ? (Kinds.Document, document) : (Kinds.Interview, command.Interview!);
}
