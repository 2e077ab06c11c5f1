namespace TenantConsole.Components.Shared;

/// <summary>The console's own icons: 24×24, drawn with one stroke width in the text's colour. Usable in <c>Icon</c> and wherever MudBlazor takes an icon.</summary>
public static class ConsoleIcon
{
    public const string Overview = Open + """<rect x="4" y="4" width="7" height="9" rx="1.5"/><rect x="13" y="4" width="7" height="5" rx="1.5"/><rect x="4" y="15" width="7" height="5" rx="1.5"/><rect x="13" y="11" width="7" height="9" rx="1.5"/>""" + Close;
    public const string Organization = Open + """<path d="M5 20V6a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v14M15 10h2a2 2 0 0 1 2 2v8M3 20h18M9 8h2M9 12h2M9 16h2"/>""" + Close;
    public const string Playground = Open + """<path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-5l-4.5 3.5V17H6a2 2 0 0 1-2-2zM8.5 9.5h7M8.5 12.5h4"/>""" + Close;
    public const string Review = Open + """<path d="M4 20h16M7 20v-6M12 20V9M17 20V5"/>""" + Close;
    public const string Models = Open + """<path d="m12 4 8 4-8 4-8-4zM4 12l8 4 8-4M4 16l8 4 8-4"/>""" + Close;
    public const string Usage = Open + """<path d="M3 13h4l3-8 4 14 3-6h4"/>""" + Close;
    public const string Routing = Open + """<path d="M4 12h4c4 0 3-5 7-5h5M8 12c4 0 3 5 7 5h5M17 4l3 3-3 3M17 14l3 3-3 3"/>""" + Close;
    public const string Agent = Open + """<rect x="5" y="8" width="14" height="11" rx="2.5"/><path d="M12 8V4.5M9.5 13v1.5M14.5 13v1.5M2.5 12.5v3M21.5 12.5v3"/>""" + Close;
    public const string Ticket = Open + """<path d="M4 9V7a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v2a3 3 0 0 0 0 6v2a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-2a3 3 0 0 0 0-6zM14 6v2.5M14 11v2M14 15.5V18"/>""" + Close;
    public const string Document = Open + """<path d="M6 4h8l4 4v11a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM13.5 4v4.5H18M8.5 13h6M8.5 16h4"/>""" + Close;
    public const string Key = Open + """<circle cx="8" cy="15" r="4"/><path d="m11 12 8-8M16 7l3 3"/>""" + Close;
    public const string Members = Open + """<circle cx="9" cy="8.5" r="3.5"/><path d="M3 19.5c.5-3.5 2.8-5.5 6-5.5s5.5 2 6 5.5M15.5 5.5a3.5 3.5 0 0 1 0 6.2M17.5 14.5c2 .7 3.2 2.5 3.5 5"/>""" + Close;
    public const string Invoice = Open + """<path d="M6 3.5v17l2-1.3 2 1.3 2-1.3 2 1.3 2-1.3 2 1.3v-17l-2 1.3-2-1.3-2 1.3-2-1.3-2 1.3zM9 9.5h6M9 13.5h6"/>""" + Close;
    public const string Audit = Open + """<path d="M12 3.5 5 6v5.5c0 4.5 2.9 7.6 7 9 4.1-1.4 7-4.5 7-9V6zM9 12l2.2 2.2L15.2 10"/>""" + Close;
    public const string Settings = Open + """<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h7M15 17h5"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="12" r="2"/><circle cx="13" cy="17" r="2"/>""" + Close;
    public const string Menu = Open + """<path d="M4 7h16M4 12h16M4 17h16"/>""" + Close;
    public const string Dismiss = Open + """<path d="m6 6 12 12M18 6 6 18"/>""" + Close;
    public const string Down = Open + """<path d="m7 10 5 5 5-5"/>""" + Close;
    public const string Next = Open + """<path d="m10 7 5 5-5 5"/>""" + Close;
    public const string Previous = Open + """<path d="m14 7-5 5 5 5"/>""" + Close;
    public const string Switch = Open + """<path d="m8 9.5 4-4 4 4M8 14.5l4 4 4-4"/>""" + Close;
    public const string Check = Open + """<path d="m5 12.5 4.5 4.5L19 7.5"/>""" + Close;
    public const string Copy = Open + """<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>""" + Close;
    public const string Search = Open + """<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4.5 4.5"/>""" + Close;
    public const string Download = Open + """<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14"/>""" + Close;
    public const string More = Open + """<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="2.4"/>""" + Close;
    public const string Table = Open + """<rect x="4" y="5" width="16" height="14" rx="2"/><path d="M4 10h16M4 14.5h16M10 10v9"/>""" + Close;
    public const string Person = Open + """<circle cx="12" cy="8.5" r="3.5"/><path d="M5 19.5c.6-3.5 3.3-5.5 7-5.5s6.4 2 7 5.5"/>""" + Close;
    public const string SignOut = Open + """<path d="M14 5H7a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h7M10.5 12H20M16.5 8.5 20 12l-3.5 3.5"/>""" + Close;
    public const string Sun = Open + """<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>""" + Close;
    public const string Moon = Open + """<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>""" + Close;
    public const string Warning = Open + """<path d="M12 4.5 21 19.5H3zM12 10v4.5M12 17v.01"/>""" + Close;
    public const string Information = Open + """<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.01"/>""" + Close;
    public const string Lock = Open + """<rect x="5" y="10.5" width="14" height="9" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>""" + Close;
    public const string Empty = Open + """<path d="M4 13.5 6.5 6a1.5 1.5 0 0 1 1.4-1h8.2a1.5 1.5 0 0 1 1.4 1l2.5 7.5V18a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20"/>""" + Close;
    public const string Refresh = Open + """<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15"/>""" + Close;
    public const string Plus = Open + """<path d="M12 5v14M5 12h14"/>""" + Close;
    public const string Calendar = Open + """<rect x="4" y="5.5" width="16" height="14" rx="2"/><path d="M4 10h16M8 3.5v4M16 3.5v4"/>""" + Close;
    public const string Upload = Open + """<path d="M12 15.5v-11M7.5 9 12 4.5 16.5 9M5 19.5h14"/>""" + Close;
    public const string Recent = Open + """<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>""" + Close;
    public const string Statistics = Open + """<path d="M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6"/>""" + Close;
    public const string Up = Open + """<path d="M12 19V5M6 11l6-6 6 6"/>""" + Close;
    public const string Fall = Open + """<path d="M12 5v14M6 13l6 6 6-6"/>""" + Close;
    public const string Stop = Open + """<rect x="7" y="7" width="10" height="10" rx="1.5"/>""" + Close;
    public const string Send = Open + """<path d="M12 19V5M6 11l6-6 6 6"/>""" + Close;
    public const string Edit = Open + """<path d="m5 19 .8-3.8L15.5 5.5a2 2 0 0 1 3 3L8.8 18.2zM13.5 7.5l3 3"/>""" + Close;
    public const string Remove = Open + """<path d="M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7M10.5 11v4.5M13.5 11v4.5"/>""" + Close;
    public const string External = Open + """<path d="M13.5 5H19v5.5M19 5l-8 8M10 6H7a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-3"/>""" + Close;

    public const string ThumbUp = Open + """<path d="M7.5 11v8H5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM7.5 11l3.6-6.6a1.9 1.9 0 0 1 2.4 1.8V9.5h4.7a1.8 1.8 0 0 1 1.8 2.1l-1 5.9a1.8 1.8 0 0 1-1.8 1.5H7.5"/>""" + Close;
    public const string ThumbDown = Open + """<path d="M16.5 13V5H19a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1zM16.5 13l-3.6 6.6a1.9 1.9 0 0 1-2.4-1.8v-3.3H5.8A1.8 1.8 0 0 1 4 12.4l1-5.9A1.8 1.8 0 0 1 6.8 5h9.7"/>""" + Close;

    private const string Open = """<g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">""";
    private const string Close = "</g>";
}
