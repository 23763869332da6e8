using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;

namespace EvidenceBase.WhereUsed;

/// <param name="Evidence">The links through which the claim rests on the thing.</param>
public sealed record UsingClaim(Guid Id, Claim Claim, IReadOnlyList<Evidence> Evidence);

/// <param name="Claims">The keys of those of its claims through which it rests on the thing.</param>
public sealed record UsingStep(string Argument, string Key, string Number, string Title, IReadOnlyList<string> Claims);

/// <summary>A coding of an interview, with the names that its codes have at the moment.</summary>
public sealed record CodedStatement(Coding Coding, IReadOnlyList<string> Codes);

/// <summary>Where a thing is used at a moment.</summary>
/// <param name="Memos">The memos that are about it.</param>
/// <param name="Documents">The documents that belong to it.</param>
/// <param name="IndirectClaims">Claims that rest on it through other claims only, by the links that lead there.</param>
/// <param name="IndirectSteps">The steps that those claims are placed under.</param>
public sealed record Uses(
    IReadOnlyList<UsingClaim> Claims,
    IReadOnlyList<UsingStep> Steps,
    IReadOnlyList<Stated> Figures,
    IReadOnlyList<Stated> Cases,
    IReadOnlyList<Stated> Memos,
    IReadOnlyList<CodedStatement> Codings,
    IReadOnlyList<Stated> Documents,
    IReadOnlyList<UsingClaim> IndirectClaims,
    IReadOnlyList<UsingStep> IndirectSteps)
{
    /// <param name="ids">The thing, and what belongs to it (an interview's codings and documents).</param>
    public static Uses Of(
        Guid thing, IReadOnlySet<Guid> ids, IReadOnlyCollection<Stated> streams, IReadOnlyList<CodedStatement> codings, IReadOnlyList<Stated> documents)
    {
        var claims = Citing(thing, ids, streams);
        var indirect = Indirect(thing, claims, streams);
        var keys = claims.ToDictionary(one => one.Id, one => one.Claim.Key);
        if (streams.FirstOrDefault(one => one.Id == thing)?.State is Claim self)
            keys[thing] = self.Key;
        var arguments = streams.Select(one => one.State).OfType<Argument>().ToList();
        return new(
            claims,
            [.. arguments.SelectMany(argument => StepsOf(argument, keys))],
            [.. streams.Where(one => one.State is Figure figure && figure.Sources.Exists(source => source.Cited.Id == thing))],
            [.. streams.Where(one => one.State is Case unit && unit.IsBornOnBy(thing))],
            [.. streams.Where(one => one.State is Memo memo && memo.IsAbout(thing)).OrderBy(one => one.Key, StringComparer.Ordinal)],
            codings,
            documents,
            indirect,
            [.. arguments.SelectMany(argument => StepsOf(argument, indirect.ToDictionary(one => one.Id, one => one.Claim.Key)))]);
    }

    private static List<UsingClaim> Citing(Guid thing, IReadOnlySet<Guid> ids, IReadOnlyCollection<Stated> streams) =>
    [
        .. streams
            .Where(one => one.Id != thing)
            .Select(one => (one.Id, Claim: one.State as Claim))
            .Where(one => one.Claim is not null)
            .Select(one => new UsingClaim(one.Id, one.Claim!, [.. one.Claim!.Evidence.Where(link => link.Cited is { } cited && ids.Contains(cited.Id))]))
            .Where(one => one.Evidence.Count > 0)
            .OrderBy(one => one.Claim.Key, StringComparer.Ordinal),
    ];

    /// <summary>From claim to claim until no further one is reached; claims may cite each other in a circle.</summary>
    private static List<UsingClaim> Indirect(Guid thing, List<UsingClaim> direct, IReadOnlyCollection<Stated> streams)
    {
        var reached = direct.Select(one => one.Id).ToHashSet();
        while (true)
        {
            var citing = Citing(thing, reached, streams);
            if (reached.IsSupersetOf(citing.Select(one => one.Id)))
                return [.. citing.Where(one => direct.TrueForAll(other => other.Id != one.Id))];
            reached.UnionWith(citing.Select(one => one.Id));
        }
    }

    private static IEnumerable<UsingStep> StepsOf(Argument argument, Dictionary<Guid, string> claims) => argument.Outline()
        .Select(line => new UsingStep(
            argument.Key,
            line.Step.Key,
            line.Number,
            line.Step.Title,
            [.. line.Step.Claims.Where(cited => claims.ContainsKey(cited.Id)).Select(cited => claims[cited.Id])]))
        .Where(step => step.Claims.Count > 0);
}
