using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Commands;

/// <summary>A token for something a command names: filled once the register has been read and locked.</summary>
public sealed class NamedThing
{
    internal NamedThing(string kind, string name, LockMode mode, string? field, bool Optional = false) =>
        (Kind, Name, Mode, Field, this.Optional) = (kind, name, mode, field, Optional);

    public string Kind { get; }

    public string Name { get; }

    internal LockMode Mode { get; }

    internal string? Field { get; }

    internal bool Optional { get; }

    /// <summary>Whether it is found also where the command that brought it into being was undone.</summary>
    internal bool EvenUndone { get; init; }

    internal Registered? Found { get; set; }

    /// <summary>To whoever commands, a thing for which this is true does not exist.</summary>
    internal Func<Registered, bool>? Hides { get; private set; }

    internal Registered? FoundStream { get; set; }

    /// <summary>What the register has. To be asked only in a decision, after loading.</summary>
    public Registered Thing => Found ?? throw new InvalidOperationException($"The {Kind} “{Name}” was not loaded.");

    public Guid Id => Thing.Id;

    /// <summary>Lets the thing be absent for whoever commands where the condition holds.</summary>
    public NamedThing HiddenWhere(Func<Registered, bool> condition)
    {
        Hides = condition;
        return this;
    }

    /// <summary>The problem of its absence: 404 where the address named it, 422 where the content did.</summary>
    internal Problem? Missing => (Found is not null && (Found.Standing != Standing.Undone || EvenUndone) && Hides?.Invoke(Found) != true) || Optional
        ? null
        : Field is null
            ? Problem.NotFound(Kind, Name)
            : Problem.Unprocessable("unknown-reference", $"There is no {Kind} “{Name}” in this study. Name one that exists, by key or Guid.", Field);
}
