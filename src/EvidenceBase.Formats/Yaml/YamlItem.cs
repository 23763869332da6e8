using System.Globalization;
using System.Text.Json;
using EvidenceBase.Record.Kernel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EvidenceBase.Formats.Yaml;

/// <summary>
/// One mapping of a YAML file, read field by field. What is missing, of the wrong type or not asked for becomes an error that names file,
/// entry and field; reading goes on with an empty value, so that one look at a file tells all that is wrong with it.
/// </summary>
internal sealed class YamlItem
{
    private readonly YamlMappingNode map;
    private readonly string file;
    private readonly List<Finding> errors;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private string? name;
    private string path;

    private YamlItem(YamlMappingNode map, string file, List<Finding> errors, string? name, string path) =>
        (this.map, this.file, this.errors, this.name, this.path) = (map, file, errors, name, path);

    /// <summary>The file's entries, for a file that is a list.</summary>
    public static IReadOnlyList<T> ReadList<T>(Stream stream, string file, List<Finding> errors, Func<YamlItem, T> read)
    {
        var (root, error) = YamlText.Load(stream, file);
        if (root is YamlSequenceNode list)
            return [.. list.Children.Index().Select(entry => One(entry.Item, file, errors, $"entry {entry.Index + 1}", "", read)).OfType<T>()];
        errors.Add(error ?? new Finding(file, null, null, "The file must be a list of entries.", (int)root!.Start.Line));
        return [];
    }

    /// <summary>The file's content, for a file that is one entry.</summary>
    public static T? ReadOne<T>(Stream stream, string file, List<Finding> errors, Func<YamlItem, T> read)
        where T : class
    {
        var (root, error) = YamlText.Load(stream, file);
        if (root is not null)
            return One(root, file, errors, null, "", read);
        errors.Add(error!);
        return null;
    }

    /// <summary>The key of the entry, by which it is named in errors.</summary>
    public string Key(string field)
    {
        Name(OptionalText(field));
        var key = Text(field);
        if (key.Length > 0 && !HumanKey.IsValid(key))
            Error(field, $"“{key}” is not a key. {HumanKey.Rule}");
        return key;
    }

    /// <summary>Names the entry in errors; paths of fields begin at it.</summary>
    public void Name(string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            (name, path) = (value, "");
    }

    public string Text(string field)
    {
        var text = OptionalText(field);
        if (text is null && !Has(field))
            Error(field, "The field is missing.");
        else if (string.IsNullOrWhiteSpace(text))
            Error(field, "The field is empty.");
        return text ?? "";
    }

    public string? OptionalText(string field) => Find(field) is not { } node || IsNull(node) ? null
        : node is YamlScalarNode scalar ? scalar.Value
        : Wrong<string>(field, "A text is expected.");

    public int Number(string field)
    {
        var number = OptionalNumber(field);
        if (number is null && (!Has(field) || IsNull(Find(field)!)))
            Error(field, "The field is missing.");
        return number ?? 0;
    }

    public int? OptionalNumber(string field)
    {
        if (Find(field) is not { } node || IsNull(node))
            return null;
        if (node is YamlScalarNode { Style: ScalarStyle.Plain } scalar
            && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Error(field, "A whole number is expected, without quotation marks.");
        return 0;
    }

    /// <summary>One of the words of an enumeration, in kebab-case unless other words are given.</summary>
    public T Choice<T>(string field, IReadOnlyDictionary<string, T>? words = null)
        where T : struct, Enum
    {
        if (OptionalChoice(field, words) is { } choice)
            return choice;
        Error(field, "The field is missing.");
        return default;
    }

    public T? OptionalChoice<T>(string field, IReadOnlyDictionary<string, T>? words = null)
        where T : struct, Enum
    {
        if (OptionalText(field) is not { } word)
            return null;
        words ??= Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), value => value);
        if (words.TryGetValue(word, out var choice))
            return choice;
        Error(field, $"“{word}” is none of {string.Join(", ", words.Keys)}.");
        return default(T);
    }

    public IReadOnlyList<string> Texts(string field)
    {
        if (List(field) is not { } list)
            return [];
        var texts = list.Children.OfType<YamlScalarNode>()
            .Where(node => !IsNull(node) && !string.IsNullOrWhiteSpace(node.Value)).Select(node => node.Value!).ToList();
        if (texts.Count != list.Children.Count)
            Error(field, "A list of texts is expected.");
        return texts;
    }

    public IReadOnlyList<int> Numbers(string field)
    {
        var numbers = new List<int>();
        foreach (var text in Texts(field))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
            else
                Error(field, $"“{text}” is not a whole number.");
        }

        return numbers;
    }

    public T? Item<T>(string field, Func<YamlItem, T> read)
        where T : class => Find(field) is { } node && !IsNull(node) ? One(node, file, errors, name, Path(field), read) : null;

    public T RequiredItem<T>(string field, Func<YamlItem, T> read)
        where T : class
    {
        if (!Has(field) || IsNull(Find(field)!))
            Error(field, "The field is missing.");
        return Item(field, read) ?? read(new YamlItem([], file, [], name, Path(field)));
    }

    public IReadOnlyList<T> Items<T>(string field, Func<YamlItem, T> read) =>
    [
        .. (List(field)?.Children ?? []).Index()
            .Select(entry => One(entry.Item, file, errors, name, $"{Path(field)}[{entry.Index}]", read)).OfType<T>(),
    ];

    public bool Has(string field) => Find(field) is not null;

    /// <param name="field">Null where the entry as a whole is wrong.</param>
    public void Error(string? field, string detail)
    {
        var place = field is not null ? Path(field) : path.Length > 0 ? path : null;
        var node = (field is null ? null : Find(field)) ?? map;
        errors.Add(new Finding(file, name, place, detail, (int)node.Start.Line));
    }

    private static T? One<T>(YamlNode node, string file, List<Finding> errors, string? name, string path, Func<YamlItem, T> read)
    {
        if (node is not YamlMappingNode map)
        {
            errors.Add(new Finding(file, name, path.Length == 0 ? null : path, "An entry with named fields is expected.", (int)node.Start.Line));
            return default;
        }

        var item = new YamlItem(map, file, errors, name, path);
        var value = read(item);
        var fields = map.Children.Keys.Select(key => (key as YamlScalarNode)?.Value ?? key.ToString());
        foreach (var field in fields.Where(field => !item.asked.Contains(field)).ToList())
            item.Error(field, "There is no such field here.");
        return value;
    }

    private YamlNode? Find(string field)
    {
        asked.Add(field);
        return map.Children.TryGetValue(new YamlScalarNode(field), out var node) ? node : null;
    }

    private YamlSequenceNode? List(string field) => Find(field) is not { } node || IsNull(node) ? null
        : node as YamlSequenceNode ?? Wrong<YamlSequenceNode>(field, "A list is expected.");

    private T? Wrong<T>(string field, string detail)
        where T : class
    {
        Error(field, detail);
        return null;
    }

    private string Path(string field) => path.Length == 0 ? field : $"{path}.{field}";

    private static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" };
}
