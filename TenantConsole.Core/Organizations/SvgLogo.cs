using System.Collections.Frozen;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Organizations;

/// <summary>
/// Lets through of an SVG what draws: shapes, paints and text. Scripts, events, styles, links, pictures in the picture and everything else that is not on the list is left out,
/// and a reference stays only where it points into the same picture. The browser shows logos as pictures and runs nothing in them anyway; this holds where somebody opens the file.
/// </summary>
internal static class SvgLogo
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int MaxDepth = 32;

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.Ordinal,
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs", "linearGradient", "radialGradient", "stop",
        "clipPath", "mask", "symbol", "use");

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        StringComparer.Ordinal,
        "id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "d", "points", "transform", "opacity", "fill",
        "fill-opacity", "fill-rule", "clip-rule", "clip-path", "mask", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
        "stroke-dashoffset", "stroke-opacity", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits",
        "preserveAspectRatio", "font-family", "font-size", "font-weight", "text-anchor", "letter-spacing", "role", "aria-label");

    public static bool LooksLikeOne(byte[] bytes) => Encoding.UTF8.GetString(bytes).Contains("<svg", StringComparison.Ordinal);

    /// <summary>The picture with only what draws.</summary>
    /// <exception cref="InvalidInputException">It is no well-formed SVG, or declares entities.</exception>
    public static byte[] Clean(byte[] bytes)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LogoImage.MaxBytes });
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException)
        {
            throw new InvalidInputException("This SVG is not well-formed, or declares a document type, which a logo does not need.", "logo");
        }

        if (root.Name != XName.Get("svg", Namespace))
        {
            throw new InvalidInputException("This file is no SVG: its root is not an svg element.", "logo");
        }

        return Encoding.UTF8.GetBytes(Copy(root, 0)!.ToString(SaveOptions.DisableFormatting));
    }

    private static XElement? Copy(XElement source, int depth)
    {
        if (depth > MaxDepth || source.Name.NamespaceName != Namespace || !Elements.Contains(source.Name.LocalName))
        {
            return null;
        }

        var copy = new XElement(source.Name, source.Attributes().Where(IsKept).Select(attribute => new XAttribute(attribute.Name.LocalName, attribute.Value)));
        foreach (var node in source.Nodes())
        {
            if (node is XElement element)
            {
                copy.Add(Copy(element, depth + 1));
            }
            else if (node is XText text && source.Name.LocalName is "text" or "tspan" or "title" or "desc")
            {
                copy.Add(new XText(text.Value));
            }
        }

        return copy;
    }

    private static bool IsKept(XAttribute attribute)
    {
        if (attribute.IsNamespaceDeclaration)
        {
            return false;
        }

        if (attribute.Name.LocalName == "href")
        {
            return attribute.Value.StartsWith('#');
        }

        return attribute.Name.NamespaceName.Length == 0 && Attributes.Contains(attribute.Name.LocalName) && PointsInside(attribute.Value);
    }

    /// <summary>A paint may name another element of the picture, and nothing elsewhere.</summary>
    private static bool PointsInside(string value)
    {
        var at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? !value.Contains("javascript:", StringComparison.OrdinalIgnoreCase)
            : value[(at + 4)..].TrimStart(' ', '"', '\'').StartsWith('#') && value.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase) < 0;
    }
}
