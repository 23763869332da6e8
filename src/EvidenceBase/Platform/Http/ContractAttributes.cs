namespace EvidenceBase.Platform.Http;

/// <summary>An example of a command's body, shown in the contract. A test sends it to a running service.</summary>
/// <param name="json">The body.</param>
/// <param name="title">Tells it from other examples of the same command.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExampleAttribute(string json, string? title = null) : Attribute
{
    public string Json { get; } = json;

    public string? Title { get; } = title;
}

/// <summary>The command lets something come into being, so that its answer is 201.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CreatesAttribute : Attribute;

/// <summary>The command replaces something and needs If-Match: without it 428.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReplacesAttribute : Attribute;

/// <summary>Statuses of refusals that only this endpoint has, beyond those that follow from what it takes and who may use it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusesAttribute(params int[] statuses) : Attribute
{
    public IReadOnlyList<int> Statuses { get; } = statuses;
}

/// <summary>What the endpoint reads from the query: names of <see cref="Contract.Parameters"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
