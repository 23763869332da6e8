using EvidenceBase.Platform.Seeing;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>What the metadata of an endpoint say of it.</summary>
internal sealed class DescribedEndpoint(ApiDescription description)
{
    private readonly IList<object> metadata = description.ActionDescriptor.EndpointMetadata;

    public string Method => description.HttpMethod!;

    /// <summary>As the contract names it: <c>/api/studies/{study}</c>.</summary>
    public string Path => $"/{description.RelativePath}".Replace("{**", "{", StringComparison.Ordinal);

    /// <summary>The names in the path, in order.</summary>
    public IEnumerable<string> PathNames => Path.Split('{').Skip(1).Select(part => part.Split('}')[0]);

    public AccessAttribute? Access => Of<AccessAttribute>();

    public TakesAttribute? Takes => Of<TakesAttribute>();

    /// <summary>The fields beside the file, where it takes one.</summary>
    public Type? FieldsOfFile => Of<TakesFileAttribute>()?.Fields;

    public GivesAttribute? Gives => metadata.OfType<GivesAttribute>().LastOrDefault();

    public IReadOnlyList<string> Query => Of<QueryAttribute>()?.Names ?? [];

    /// <summary>A command of the record: answered by <see cref="Commands.CommandAnswer"/>, or sent as a file, with all the conditions that commands have.</summary>
    public bool IsCommand => Gives?.Type == typeof(Commands.CommandAnswer) || FieldsOfFile is not null;

    /// <summary>Whether a repeat under the same key gets the first answer.</summary>
    public bool IsRepeatable => IsCommand || Takes?.ContentTypes.Count > 1;

    public bool Creates => Of<CreatesAttribute>() is not null;

    public bool Replaces => Of<ReplacesAttribute>() is not null;

    public bool GivesView => Gives is GivesViewAttribute;

    /// <summary>Whether the answer says at which version the thing is that it shows.</summary>
    public bool GivesVersion => IsCommand || GivesView || Gives is { Tagged: true } || (TellsPosition && Gives!.Type.GetProperty("Version") is not null);

    public bool TellsPosition => Query.Contains("asOf") && Gives is { Positioned: true };

    public bool IsOpenToBlind => Of<OpenToBlindAttribute>() is not null;

    /// <summary>The refusals beyond what no endpoint foresees.</summary>
    public IEnumerable<int> Refusals()
    {
        IEnumerable<(int Status, bool Occurs)> refusals =
        [
            (StatusCodes.Status400BadRequest, TakesBody || Query.Count > 0),
            (StatusCodes.Status401Unauthorized, Access is not OpenToAnyoneAttribute),
            (StatusCodes.Status403Forbidden, Access is not OpenToAnyoneAttribute),
            (StatusCodes.Status404NotFound, PathNames.Any()),
            (StatusCodes.Status409Conflict, IsRepeatable),
            (StatusCodes.Status412PreconditionFailed, IsCommand),
            (StatusCodes.Status413PayloadTooLarge, TakesBody),
            (StatusCodes.Status422UnprocessableEntity, IsRepeatable),
            (StatusCodes.Status428PreconditionRequired, Replaces),
            (StatusCodes.Status429TooManyRequests, true),
        ];
        return refusals.Where(one => one.Occurs).Select(one => one.Status).Union(Of<RefusesAttribute>()?.Statuses ?? []).Order();
    }

    private bool TakesBody => Takes is not null || FieldsOfFile is not null;

    private T? Of<T>()
        where T : class => metadata.OfType<T>().FirstOrDefault();
}
