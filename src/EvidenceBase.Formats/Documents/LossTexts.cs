using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>What a text may lose, or gain, on its way out of a file.</summary>
internal enum Loss
{
    ControlCharacter,
    NulCharacter,
    HalfSurrogate,
    UndecodableByte,
    Comment,
    Deletion,
    HiddenText,
    HeaderOrFooter,
    Picture,
    EmbeddedObject,
    DrawnText,
    Formula,
    EquationField,
    Symbol,
    Field,
    Link,
    AutomaticNumber,
    Emphasis,
    Highlight,
    Ruby,
    FormField,
    Script,
    Media,
    ForeignContent,
    UnreadPart,
    CueSetting,
    CueTag,
    CueTimestamp,
    StyleBlock,
    UnreferencedNote,
    PageWithoutText,
    UnmappedGlyph,
    BinaryData,
}

internal static class LossTexts
{
    /// <summary>The sort of thing, as the finding's item.</summary>
    public static string Item(Loss loss) => Text(loss).Item;

    public static string Sentence(Loss loss, int count)
    {
        var (_, one, many, fate) = Text(loss);
        var (verb, then) = fate.StartsWith('~') ? ("", fate[1..]) : (count == 1 ? " was " : " were ", fate);
        return $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}{verb}{then}";
    }

    private static (string Item, string One, string Many, string Fate) Text(Loss loss) => loss switch
    {
        Loss.ControlCharacter => ("control character", "control character", "control characters", "kept in the text, as in the file."),
        Loss.NulCharacter => ("control character", "NUL character", "NUL characters", "left out: that is no text."),
        Loss.HalfSurrogate => ("character", "half of a surrogate pair", "halves of surrogate pairs", "replaced by U+FFFD: half a pair is no character."),
        Loss.UndecodableByte => ("encoding", "place", "places", "not readable in the stated encoding; U+FFFD stands there."),
        Loss.Comment => ("comment", "comment", "comments", "kept beside the text, in its structure; no comment is part of the text."),
        Loss.Deletion => ("tracked change", "deleted passage", "deleted passages", "left out: the file marks it as deleted. Insertions are part of the text."),
        Loss.HiddenText => ("hidden text", "hidden passage", "hidden passages", "left out: the file says not to show it."),
        Loss.HeaderOrFooter => ("header or footer", "page header or footer", "page headers or footers", "left out: only the flow of the text is read."),
        Loss.Picture => ("picture", "picture", "pictures", "left out; nothing stands in its place."),
        Loss.EmbeddedObject => ("object", "embedded object", "embedded objects", "left out; nothing stands in its place."),
        Loss.DrawnText => ("drawing", "text in a drawing", "texts in drawings", "left out: only the flow of the text is read."),
        Loss.Formula => ("formula", "formula", "formulas", "flattened: the characters are there, the layout is not."),
        Loss.EquationField => ("formula", "formula written as a field", "formulas written as fields", "left out; nothing stands in the place."),
        Loss.Symbol => ("symbol", "symbol of a symbol font", "symbols of symbol fonts", "kept by number; without the font another sign, or none, will be shown."),
        Loss.Field => ("field", "field", "fields", "kept as last shown; the instruction behind it was left out."),
        Loss.Link => ("link", "link", "links", "kept by the words; the address was left out."),
        Loss.AutomaticNumber => ("list", "automatic number or bullet", "automatic numbers or bullets", "left out: the program counts, the file does not hold the numbers."),
        Loss.Emphasis => ("formatting", "passage in bold, italics, underlined or struck through", "passages in bold, italics, underlined or struck through", "kept as plain text."),
        Loss.Highlight => ("formatting", "highlighted passage", "highlighted passages", "kept as plain text; the highlighting was left out."),
        Loss.Ruby => ("ruby", "reading beside a word (ruby)", "readings beside words (ruby)", "left out; the words themselves are there."),
        Loss.FormField => ("form field", "form field", "form fields", "left out with what is filled in."),
        Loss.Script => ("script", "script or style sheet", "scripts or style sheets", "left out: that is for programs."),
        Loss.Media => ("media", "video, sound or frame", "videos, sounds or frames", "left out; nothing stands in its place."),
        Loss.ForeignContent => ("foreign content", "inserted file", "inserted files", "left out: such content is not part of the text proper."),
        Loss.UnreadPart => ("part", "part that is no text", "parts that are no text", "left out."),
        Loss.CueSetting => ("cue setting", "setting of a cue's place on the screen", "settings of cues' places on the screen", "left out."),
        Loss.CueTag => ("formatting", "tag for the look of a cue", "tags for the look of cues", "left out; the words are there."),
        Loss.CueTimestamp => ("time", "time within a cue", "times within cues", "left out; the times of the cues are kept."),
        Loss.StyleBlock => ("style", "style or region block", "style or region blocks", "left out: that is for the look on the screen."),
        Loss.UnreferencedNote => ("note", "note to which nothing refers", "notes to which nothing refers", "left out."),
        Loss.PageWithoutText => ("page", "page", "pages", "without text, as scanned pages are; nothing of it is in the text."),
        Loss.UnmappedGlyph => ("character", "sign", "signs", "left out or replaced by U+FFFD: the file does not say which character it is."),
        Loss.BinaryData => ("object", "piece of binary data", "pieces of binary data", "left out."),
        _ => throw new ArgumentOutOfRangeException(nameof(loss)),
    };
}
