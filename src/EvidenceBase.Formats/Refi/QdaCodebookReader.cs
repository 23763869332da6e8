using System.Xml;

namespace EvidenceBase.Formats.Refi;

/// <summary>
/// Reads a REFI-QDA codebook. No document type, no entities, nothing fetched from anywhere, depth and size limited. Every element and
/// attribute that the exchange format does not know is reported.
/// </summary>
public static class QdaCodebookReader
{
    private const int MaximumDepth = 64;

    public static Reading<QdaCodebook> Read(Stream stream, string file)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = FileText.MaximumBytes,
            MaxCharactersFromEntities = 1,
            IgnoreWhitespace = true,
        };
        try
        {
            using var xml = XmlReader.Create(stream, settings);
            return new Pass(xml, file).Codebook();
        }
        catch (XmlException problem)
        {
            return Reading.Failed<QdaCodebook>(new Finding(file, null, null, $"The XML cannot be read: {problem.Message}", problem.LineNumber));
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return Reading.Failed<QdaCodebook>(new Finding(file, null, null, $"The XML cannot be read: {problem.Message}"));
        }
    }

    private sealed class Pass(XmlReader xml, string file)
    {
        private readonly List<Finding> errors = [];
        private readonly List<Finding> notUnderstood = [];
        private readonly Dictionary<Guid, string> names = [];
        private string space = QdaCodebook.Namespace;

        public Reading<QdaCodebook> Codebook()
        {
            xml.MoveToContent();
            space = xml.NamespaceURI;
            if (xml.LocalName != "CodeBook" || !space.StartsWith("urn:QDA-XML:codebook:", StringComparison.Ordinal))
                return Reading.Failed<QdaCodebook>(Found(null, null, WrongRoot()));
            if (space != QdaCodebook.Namespace)
                notUnderstood.Add(Found(null, "xmlns", $"The file is of the version {space}; it was read as {QdaCodebook.Namespace}."));

            var origin = Attributes(null, "origin")["origin"];
            List<QdaCode>? codes = null;
            List<QdaSet> sets = [];
            foreach (var name in Children(null))
            {
                if (name == "Codes" && codes is null)
                    codes = Codes();
                else if (name == "Sets" && sets.Count == 0)
                    sets = Sets();
                else
                    Skip(null);
            }

            if (codes is null or [])
                errors.Add(new Finding(file, null, "Codes", "The codebook has no codes."));
            foreach (var set in sets)
            {
                errors.AddRange(set.Members.Where(member => !names.ContainsKey(member))
                    .Select(member => new Finding(file, set.Name, "MemberCode", $"The set names {member}, which is no code of the file.")));
            }

            return Reading.Of<QdaCodebook>(new QdaCodebook(origin, codes ?? [], sets), errors, notUnderstood);
        }

        private List<QdaCode> Codes()
        {
            var codes = new List<QdaCode>();
            Attributes("Codes");
            foreach (var name in Children("Codes"))
            {
                if (name == "Code")
                    codes.Add(Code());
                else
                    Skip("Codes");
            }

            return codes;
        }

        private QdaCode Code()
        {
            var attributes = Attributes(xml.GetAttribute("name"), "guid", "name", "isCodable", "color");
            var name = Required(attributes, "name");
            var guid = Identity(attributes, name);
            if (!names.TryAdd(guid, name) && guid != Guid.Empty)
                errors.Add(Found(name, "guid", $"The guid {guid} is that of “{names[guid]}” as well."));
            var codable = Codable(attributes, name);
            var color = Color(attributes, name);
            string? description = null;
            var codes = new List<QdaCode>();
            foreach (var child in Children(name))
            {
                if (child == "Description" && description is null)
                    description = Text(name);
                else if (child == "Code")
                    codes.Add(Code());
                else
                    Skip(name);
            }

            return new QdaCode(guid, name, codable, color, description, codes);
        }

        private List<QdaSet> Sets()
        {
            var sets = new List<QdaSet>();
            Attributes("Sets");
            foreach (var name in Children("Sets"))
            {
                if (name == "Set")
                    sets.Add(Set());
                else
                    Skip("Sets");
            }

            return sets;
        }

        private QdaSet Set()
        {
            var attributes = Attributes(xml.GetAttribute("name"), "guid", "name");
            var name = Required(attributes, "name");
            var guid = Identity(attributes, name);
            string? description = null;
            var members = new List<Guid>();
            foreach (var child in Children(name))
            {
                if (child == "Description" && description is null)
                    description = Text(name);
                else if (child == "MemberCode")
                    members.Add(Member(name));
                else
                    Skip(name);
            }

            return new QdaSet(guid, name, description, members);
        }

        private Guid Member(string set)
        {
            var member = Identity(Attributes(set, "guid"), set);
            foreach (var _ in Children(set))
                Skip(set);
            return member;
        }

        /// <summary>
        /// Steps through the child elements of the element the reader stands on. Whoever takes a child must read it to its end; afterwards
        /// the reader stands on the end of the parent.
        /// </summary>
        private IEnumerable<string> Children(string? item)
        {
            if (xml.Depth >= MaximumDepth)
                throw new XmlException($"Codes are nested more than {MaximumDepth} deep.");
            if (xml.IsEmptyElement)
                yield break;
            var depth = xml.Depth;
            xml.Read();
            while (xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    yield return xml.NamespaceURI == space ? xml.LocalName : xml.Name;
                    xml.Read();
                    continue;
                }

                if (xml.NodeType is XmlNodeType.Comment or XmlNodeType.ProcessingInstruction)
                    notUnderstood.Add(Found(item, null, "A comment or instruction to programs was left out."));
                else if (xml.NodeType is not (XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                    errors.Add(Found(item, null, "Text stands where only elements may stand."));
                xml.Read();
            }
        }

        private void Skip(string? item)
        {
            notUnderstood.Add(Found(item, xml.Name, "The element is not part of the exchange format and was left out with all it holds."));
            if (xml.IsEmptyElement)
                return;
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.Depth > MaximumDepth)
                    throw new XmlException($"Elements are nested more than {MaximumDepth} deep.");
            }
        }

        private string? Text(string item)
        {
            Attributes(item);
            if (xml.IsEmptyElement)
                return null;
            var depth = xml.Depth;
            var text = new System.Text.StringBuilder();
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                    text.Append(xml.Value);
                else
                    Skip(item);
            }

            return text.Length == 0 ? null : text.ToString();
        }

        private Dictionary<string, string?> Attributes(string? item, params string[] known)
        {
            var values = known.ToDictionary(name => name, _ => (string?)null);
            while (xml.MoveToNextAttribute())
            {
                if (xml.NamespaceURI.Length == 0 && values.ContainsKey(xml.Name))
                    values[xml.Name] = xml.Value;
                else if (xml.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or "http://www.w3.org/2001/XMLSchema-instance"))
                    notUnderstood.Add(Found(item, xml.Name, "The attribute is not part of the exchange format and was left out."));
            }

            xml.MoveToElement();
            return values;
        }

        private string Required(Dictionary<string, string?> attributes, string name)
        {
            if (!string.IsNullOrWhiteSpace(attributes[name]))
                return attributes[name]!;
            errors.Add(Found(attributes.GetValueOrDefault("name"), name, $"The attribute {name} is missing."));
            return "";
        }

        private Guid Identity(Dictionary<string, string?> attributes, string item)
        {
            var written = attributes["guid"]?.Trim();
            if (Guid.TryParseExact(written, "D", out var guid) || Guid.TryParseExact(written, "B", out guid))
                return guid;
            errors.Add(Found(item, "guid", written is null ? "The attribute guid is missing." : $"“{written}” is not a guid."));
            return Guid.Empty;
        }

        private bool Codable(Dictionary<string, string?> attributes, string item)
        {
            var written = attributes["isCodable"]?.Trim();
            if (written is not ("true" or "false" or "1" or "0"))
            {
                var fault = written is null ? "The attribute isCodable is missing." : $"“{written}” is neither true nor false.";
                errors.Add(Found(item, "isCodable", fault));
            }

            return written is "true" or "1";
        }

        private string? Color(Dictionary<string, string?> attributes, string item)
        {
            var written = attributes["color"]?.Trim();
            if (written is null || (written.Length is 4 or 7 && written[0] == '#' && written.Skip(1).All(char.IsAsciiHexDigit)))
                return written;
            errors.Add(Found(item, "color", $"“{written}” is not a colour: write #RRGGBB."));
            return null;
        }

        private string WrongRoot() => xml.NamespaceURI.StartsWith("urn:QDA-XML:project:", StringComparison.Ordinal)
            ? "The file is a REFI-QDA project. Export the codebook (.qdc) from the program it comes from."
            : $"The file begins with “{xml.Name}”; a REFI-QDA codebook begins with CodeBook in the namespace {QdaCodebook.Namespace}.";

        private Finding Found(string? item, string? field, string detail) =>
            new(file, string.IsNullOrEmpty(item) ? null : item, field, detail, (xml as IXmlLineInfo)?.LineNumber);
    }
}
