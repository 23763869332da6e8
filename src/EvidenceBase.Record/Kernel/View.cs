namespace EvidenceBase.Record.Kernel;

/// <summary>One view of the record, ready to be stored and sent.</summary>
/// <param name="Kind">What it shows (<c>claim</c>, <c>step</c>).</param>
/// <param name="Id">The thing it shows.</param>
/// <param name="Key">The human key under which it is found, where it has one.</param>
/// <param name="Version">The version of the thing shown; the ETag of what is sent and what If-Match must name.</param>
/// <param name="Order">Sorts lists of its kind (ordinal); ties are broken by id.</param>
/// <param name="Body">What is sent, serialised with <see cref="RecordJson"/>. Holds no text of an interview, only handles.</param>
public sealed record View(string Kind, Guid Id, string? Key, long Version, string Order, object Body);
