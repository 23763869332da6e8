namespace EvidenceBase.Record.Figures;

/// <summary>A number, or the sentence that says why there is none.</summary>
public readonly record struct Computed(Rational Value, string? Fault = null);

/// <summary>
/// A formula over the cells of a figure: <c>[row.column]</c>, decimals, + - * /, parentheses and a leading minus; * and / bind first, equals
/// from left to right. Computed exactly.
/// </summary>
public sealed class Formula
{
    public const int MaximumLength = 500;

    private readonly Node root;

    private Formula(Node root, IReadOnlyList<CellName> cells) => (this.root, Cells) = (root, cells);

    /// <summary>The cells that it names, in order.</summary>
    public IReadOnlyList<CellName> Cells { get; }

    public static (Formula? Formula, string? Fault) Parse(string text)
    {
        if (text.Length > MaximumLength)
            return (null, $"A formula has at most {MaximumLength} characters.");
        var parser = new Parser(text);
        var root = parser.Whole();
        return root is null ? (null, parser.Fault) : (new(root, parser.Cells), null);
    }

    public Computed Compute(Func<CellName, Computed> cell) => root.Compute(cell);

    private abstract record Node
    {
        public abstract Computed Compute(Func<CellName, Computed> cell);
    }

    private sealed record Number(Rational Value) : Node
    {
        public override Computed Compute(Func<CellName, Computed> cell) => new(Value);
    }

    private sealed record Cell(CellName Name) : Node
    {
        public override Computed Compute(Func<CellName, Computed> cell) => cell(Name);
    }

    private sealed record Operation(char Sign, Node Left, Node Right, string Divisor) : Node
    {
        public override Computed Compute(Func<CellName, Computed> cell)
        {
            if (Left.Compute(cell) is var left && left.Fault is not null)
                return left;
            if (Right.Compute(cell) is var right && right.Fault is not null)
                return right;
            return Sign switch
            {
                '+' => new(left.Value + right.Value),
                '-' => new(left.Value - right.Value),
                '*' => new(left.Value * right.Value),
                _ when right.Value.IsZero => new(default, $"It divides by zero: {Divisor} is 0."),
                _ => new(left.Value / right.Value),
            };
        }
    }

    private sealed class Parser(string text)
    {
        private readonly List<CellName> cells = [];
        private int at;

        public string? Fault { get; private set; }

        public IReadOnlyList<CellName> Cells => cells;

        public Node? Whole()
        {
            var node = Sum();
            if (node is not null && Next() is { } left)
                return Fail($"“{left}” at character {at + 1} is one too many: an operator (+ - * /) was expected.");
            return node;
        }

        private Node? Sum() => Chain(Product, '+', '-');

        private Node? Product() => Chain(Factor, '*', '/');

        private Node? Chain(Func<Node?> part, char one, char other)
        {
            var left = part();
            while (left is not null && Next() is { } sign && (sign == one || sign == other))
            {
                at++;
                var from = at;
                var right = part();
                left = right is null ? null : new Operation(sign, left, right, text[from..at].Trim());
            }

            return left;
        }

        private Node? Factor()
        {
            switch (Next())
            {
                case '-':
                    at++;
                    return Factor() is { } negated ? new Operation('-', new Number(default), negated, string.Empty) : null;
                case '(':
                    at++;
                    var inner = Sum();
                    return inner is null || Take(')') ? inner : Fail($"A closing parenthesis is missing at character {at + 1}.");
                case '[':
                    return Named();
                case >= '0' and <= '9':
                    return Literal();
                case { } other:
                    return Fail($"“{other}” at character {at + 1}: a cell [row.column], a number or a parenthesis was expected.");
                default:
                    return Fail("The formula ends where a cell [row.column], a number or a parenthesis was expected.");
            }
        }

        private Node? Named()
        {
            var end = text.IndexOf(']', at);
            if (end < 0)
                return Fail($"The bracket at character {at + 1} is not closed.");
            var name = text[(at + 1)..end];
            if (CellName.Parse(name) is not { } cell)
                return Fail($"“[{name}]” at character {at + 1} is not a cell: write [row.column]. {CellName.Rule}");
            at = end + 1;
            cells.Add(cell);
            return new Cell(cell);
        }

        private Node? Literal()
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
                end++;
            var number = text[at..end];
            if (!Rational.IsDecimal(number))
                return Fail($"“{number}” at character {at + 1} is not a plain decimal number such as 0.5.");
            at = end;
            return new Number(Rational.Parse(number));
        }

        private bool Take(char sign)
        {
            if (Next() != sign)
                return false;
            at++;
            return true;
        }

        private char? Next()
        {
            while (at < text.Length && text[at] == ' ')
                at++;
            return at < text.Length ? text[at] : null;
        }

        private Node? Fail(string fault)
        {
            Fault = fault;
            return null;
        }
    }
}
