using EvidenceBase.Record.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Sources;

/// <summary>One golden note per kind of work; italics stand between asterisks.</summary>
public sealed class ChicagoNotesTests
{
    [Theory]
    [InlineData(
        "book",
        """{"type":"book","title":"Internationalizing China: Domestic Interests and Global Linkages","author":[{"family":"Zweig","given":"David"}],"collection-title":"Cornell Studies in Political Economy","publisher-place":"Ithaca, NY","publisher":"Cornell University Press","issued":{"date-parts":[[2002]]}}""",
        "109",
        "David Zweig, *Internationalizing China: Domestic Interests and Global Linkages*, Cornell Studies in Political Economy (Ithaca, NY: Cornell University Press, 2002), 109.",
        "Zweig, *Internationalizing China*, 109.",
        "Zweig, David. *Internationalizing China: Domestic Interests and Global Linkages*. Cornell Studies in Political Economy. Ithaca, NY: Cornell University Press, 2002.")]
    [InlineData(
        "two authors, a range of pages",
        """{"type":"book","title":"Case Studies and Theory Development in the Social Sciences","author":[{"family":"George","given":"Alexander"},{"family":"Bennett","given":"Andrew"}],"publisher-place":"Cambridge, MA","publisher":"MIT Press","issued":{"date-parts":[[2005]]}}""",
        "67-72",
        "Alexander George and Andrew Bennett, *Case Studies and Theory Development in the Social Sciences* (Cambridge, MA: MIT Press, 2005), 67–72.",
        "George and Bennett, *Case Studies and Theory Development in the Social Sciences*, 67–72.",
        "George, Alexander, and Andrew Bennett. *Case Studies and Theory Development in the Social Sciences*. Cambridge, MA: MIT Press, 2005.")]
    [InlineData(
        "edited book",
        """{"type":"book","title":"The China Circle: Economics and Electronics in the PRC, Taiwan, and Hong Kong","editor":[{"family":"Naughton","given":"Barry"}],"publisher-place":"Washington, DC","publisher":"Brookings Institution Press","issued":{"date-parts":[[1997]]}}""",
        "29",
        "Barry Naughton, ed., *The China Circle: Economics and Electronics in the PRC, Taiwan, and Hong Kong* (Washington, DC: Brookings Institution Press, 1997), 29.",
        "Naughton, *China Circle*, 29.",
        "Naughton, Barry, ed. *The China Circle: Economics and Electronics in the PRC, Taiwan, and Hong Kong*. Washington, DC: Brookings Institution Press, 1997.")]
    [InlineData(
        "edition, editor and translator behind an author",
        """{"type":"book","title":"Economy and Society","author":[{"family":"Weber","given":"Max"}],"editor":[{"family":"Roth","given":"Guenther"},{"family":"Wittich","given":"Claus"}],"translator":[{"family":"Fischoff","given":"Ephraim"}],"edition":2,"number-of-volumes":2,"publisher":"University of California Press","publisher-place":"Berkeley","issued":{"date-parts":[[1978]]}}""",
        null,
        "Max Weber, *Economy and Society*, ed. Guenther Roth and Claus Wittich, trans. Ephraim Fischoff, 2nd ed., 2 vols. (Berkeley: University of California Press, 1978).",
        "Weber, *Economy and Society*.",
        "Weber, Max. *Economy and Society*. Edited by Guenther Roth and Claus Wittich. Translated by Ephraim Fischoff. 2nd ed. 2 vols. Berkeley: University of California Press, 1978.")]
    [InlineData(
        "chapter",
        """{"type":"chapter","title":"The Enclave Problem: Challenge of Flexible Production in a Weakly Coordinated Market Economy","author":[{"family":"Deyo","given":"Fred"},{"family":"Doner","given":"Richard"}],"container-title":"Economic Governance and the Challenge of Flexibility in East Asia","editor":[{"family":"Deyo","given":"F."},{"family":"Doner","given":"R."},{"family":"Hershberg","given":"E."}],"publisher-place":"Lanham, MD","publisher":"Rowman & Littlefield","issued":{"date-parts":[[2001]]},"page":"11-31"}""",
        null,
        "Fred Deyo and Richard Doner, “The Enclave Problem: Challenge of Flexible Production in a Weakly Coordinated Market Economy,” in *Economic Governance and the Challenge of Flexibility in East Asia*, ed. F. Deyo, R. Doner, and E. Hershberg (Lanham, MD: Rowman & Littlefield, 2001), 11–31.",
        "Deyo and Doner, “Enclave Problem.”",
        "Deyo, Fred, and Richard Doner. “The Enclave Problem: Challenge of Flexible Production in a Weakly Coordinated Market Economy.” In *Economic Governance and the Challenge of Flexibility in East Asia*, edited by F. Deyo, R. Doner, and E. Hershberg, 11–31. Lanham, MD: Rowman & Littlefield, 2001.")]
    [InlineData(
        "journal article, quotation within the title",
        """{"type":"article-journal","title":"What Strategies Are Viable for Developing Countries Today? The World Trade Organization and the Shrinking of 'Development Space'","author":[{"family":"Wade","given":"Robert"}],"container-title":"Review of International Political Economy","volume":10,"issue":4,"issued":{"date-parts":[[2003]]},"page":"621-44"}""",
        null,
        "Robert Wade, “What Strategies Are Viable for Developing Countries Today? The World Trade Organization and the Shrinking of ‘Development Space,’” *Review of International Political Economy* 10, no. 4 (2003): 621–44.",
        "Wade, “What Strategies Are Viable for Developing Countries Today?”",
        "Wade, Robert. “What Strategies Are Viable for Developing Countries Today? The World Trade Organization and the Shrinking of ‘Development Space.’” *Review of International Political Economy* 10, no. 4 (2003): 621–44.")]
    [InlineData(
        "journal article, three authors, month, place within",
        """{"type":"article-journal","title":"The Governance of Global Value Chains","author":[{"family":"Gereffi","given":"Gary"},{"family":"Humphrey","given":"John"},{"family":"Sturgeon","given":"Timothy"}],"container-title":"Review of International Political Economy","volume":"12","issue":"1","issued":{"date-parts":[[2005,2,1]]},"page":"78-104","DOI":"https://doi.org/10.1080/09692290500049805"}""",
        "83",
        "Gary Gereffi, John Humphrey, and Timothy Sturgeon, “The Governance of Global Value Chains,” *Review of International Political Economy* 12, no. 1 (1 February 2005): 83, doi:10.1080/09692290500049805.",
        "Gereffi, Humphrey, and Sturgeon, “Governance of Global Value Chains,” 83.",
        "Gereffi, Gary, John Humphrey, and Timothy Sturgeon. “The Governance of Global Value Chains.” *Review of International Political Economy* 12, no. 1 (1 February 2005): 78–104. doi:10.1080/09692290500049805.")]
    [InlineData(
        "four authors",
        """{"type":"article-journal","title":"Compressed Development","author":[{"family":"Whittaker","given":"D."},{"family":"Zhu","given":"T."},{"family":"Sturgeon","given":"T."},{"family":"Tsai","given":"M."}],"container-title":"Studies in Comparative International Development","volume":45,"issue":4,"issued":{"date-parts":[[2010]]},"page":"439-67"}""",
        null,
        "D. Whittaker et al., “Compressed Development,” *Studies in Comparative International Development* 45, no. 4 (2010): 439–67.",
        "Whittaker et al., “Compressed Development.”",
        "Whittaker, D., T. Zhu, T. Sturgeon, and M. Tsai. “Compressed Development.” *Studies in Comparative International Development* 45, no. 4 (2010): 439–67.")]
    [InlineData(
        "others that are known only as others, issue without volume",
        """{"type":"article-journal","title":"Global Production Networks","author":[{"family":"Henderson","given":"Jeffrey"},{"literal":"et al."}],"container-title":"Sunan Keji Kaifa","issue":5,"issued":{"date-parts":[[2004]]},"page":"19"}""",
        null,
        "Jeffrey Henderson et al., “Global Production Networks,” *Sunan Keji Kaifa*, no. 5 (2004): 19.",
        "Henderson et al., “Global Production Networks.”",
        "Henderson, Jeffrey, et al. “Global Production Networks.” *Sunan Keji Kaifa*, no. 5 (2004): 19.")]
    [InlineData(
        "newspaper",
        """{"type":"article-newspaper","title":"Why Suzhou Is Becoming Another Dongguan","author":[{"family":"Jin","given":"Xinyi"}],"container-title":"Zhongguo Baodao Zhoukan","issued":{"date-parts":[[2005,4,14]]}}""",
        null,
        "Xinyi Jin, “Why Suzhou Is Becoming Another Dongguan,” *Zhongguo Baodao Zhoukan* (14 April 2005).",
        "Jin, “Why Suzhou Is Becoming Another Dongguan.”",
        "Jin, Xinyi. “Why Suzhou Is Becoming Another Dongguan.” *Zhongguo Baodao Zhoukan* (14 April 2005).")]
    [InlineData(
        "magazine with issue",
        """{"type":"article-magazine","title":"Foreign Investors Held Positive Views about Suzhou New District","author":[{"family":"Fan","given":"Ning"}],"container-title":"Huaren Shikan","volume":2,"issued":{"date-parts":[[1996]]},"page":"23"}""",
        null,
        "Ning Fan, “Foreign Investors Held Positive Views about Suzhou New District,” *Huaren Shikan* 2 (1996): 23.",
        "Fan, “Foreign Investors Held Positive Views about Suzhou New District.”",
        "Fan, Ning. “Foreign Investors Held Positive Views about Suzhou New District.” *Huaren Shikan* 2 (1996): 23.")]
    [InlineData(
        "magazine by its day",
        """{"type":"article-magazine","title":"Why Suzhou Is Becoming Another Dongguan","author":[{"family":"Jin","given":"Xinyi"}],"container-title":"Zhongguo Baodao Zhoukan","issued":{"date-parts":[[2005,4,14]]}}""",
        "12",
        "Xinyi Jin, “Why Suzhou Is Becoming Another Dongguan,” *Zhongguo Baodao Zhoukan* (14 April 2005), 12.",
        "Jin, “Why Suzhou Is Becoming Another Dongguan,” 12.",
        "Jin, Xinyi. “Why Suzhou Is Becoming Another Dongguan.” *Zhongguo Baodao Zhoukan* (14 April 2005).")]
    [InlineData(
        "newspaper, written by a body",
        """{"type":"article-newspaper","title":"Kuanshan ETDZ has Become The Global Manufacturing Base","author":[{"literal":"Kunshan ETDZ"}],"container-title":"China Electronics Daily","issued":{"date-parts":[[2009,10,20]]}}""",
        null,
        "Kunshan ETDZ, “Kuanshan ETDZ has Become The Global Manufacturing Base,” *China Electronics Daily* (20 October 2009).",
        "Kunshan ETDZ, “Kuanshan ETDZ has Become The Global Manufacturing Base.”",
        "Kunshan ETDZ. “Kuanshan ETDZ has Become The Global Manufacturing Base.” *China Electronics Daily* (20 October 2009).")]
    [InlineData(
        "survey with a name of its own",
        """{"type":"dataset","title":"2011 firm survey","author":[{"family":"Chen","given":"Ling"}],"issued":{"date-parts":[[2011]]}}""",
        null,
        "Ling Chen, *2011 firm survey* (2011).",
        "Chen, *2011 firm survey*.",
        "Chen, Ling. *2011 firm survey*. 2011.")]
    [InlineData(
        "yearbook of several years",
        """{"type":"book","title":"Suzhou Statistical Yearbook","issued":{"literal":"various years"}}""",
        null,
        "*Suzhou Statistical Yearbook* (various years).",
        "*Suzhou Statistical Yearbook*.",
        "*Suzhou Statistical Yearbook*. Various years.")]
    [InlineData(
        "announcement of which only body, title and day are known",
        """{"type":"document","title":"The Announcement of the Major Data","author":[{"literal":"Suzhou Bureau of Science and Technology"}],"issued":{"date-parts":[[2010,4,1]]}}""",
        null,
        "Suzhou Bureau of Science and Technology, “The Announcement of the Major Data,” 1 April 2010.",
        "Suzhou Bureau of Science and Technology, “Announcement of the Major Data.”",
        "Suzhou Bureau of Science and Technology. “The Announcement of the Major Data.” 1 April 2010.")]
    [InlineData(
        "volume of a work, with series title and volume title apart",
        """{"type":"book","title":"Chuntian De Gushi: Shenzhen Chuangye Shi","author":[{"family":"Xu","given":"Mingtian"}],"volume":"2","publisher-place":"Beijing","publisher":"China CITIC Press","issued":{"date-parts":[[2009]]}}""",
        "23-26",
        "Mingtian Xu, *Chuntian De Gushi: Shenzhen Chuangye Shi*, vol. 2 (Beijing: China CITIC Press, 2009), 23–26.",
        "Xu, *Chuntian De Gushi*, vol. 2, 23–26.",
        "Xu, Mingtian. *Chuntian De Gushi: Shenzhen Chuangye Shi*. Vol. 2. Beijing: China CITIC Press, 2009.")]
    [InlineData(
        "book edited by a body",
        """{"type":"book","title":"Shen-gang Guanxi Sibai Nian","editor":[{"literal":"Southern Metropolis Daily"}],"publisher-place":"Shenzhen","publisher":"Haitian Chubanshe","issued":{"date-parts":[[2007]]}}""",
        "12",
        "Southern Metropolis Daily, ed., *Shen-gang Guanxi Sibai Nian* (Shenzhen: Haitian Chubanshe, 2007), 12.",
        "Southern Metropolis Daily, *Shen-gang Guanxi Sibai Nian*, 12.",
        "Southern Metropolis Daily, ed. *Shen-gang Guanxi Sibai Nian*. Shenzhen: Haitian Chubanshe, 2007.")]
    [InlineData(
        "chapter in a work edited by one",
        """{"type":"chapter","title":"The China Circle and Technological Development in the Chinese Electronics Industry","author":[{"family":"Huchet","given":"Jean-Francois"}],"container-title":"The China Circle","editor":[{"family":"Naughton","given":"B."}],"page":"254-85","publisher-place":"Washington, DC","publisher":"Brookings Institution Press","issued":{"date-parts":[[1997]]}}""",
        "260",
        "Jean-Francois Huchet, “The China Circle and Technological Development in the Chinese Electronics Industry,” in *The China Circle*, ed. B. Naughton (Washington, DC: Brookings Institution Press, 1997), 260.",
        "Huchet, “China Circle and Technological Development in the Chinese Electronics Industry,” 260.",
        "Huchet, Jean-Francois. “The China Circle and Technological Development in the Chinese Electronics Industry.” In *The China Circle*, edited by B. Naughton, 254–85. Washington, DC: Brookings Institution Press, 1997.")]
    [InlineData(
        "conference paper",
        """{"type":"paper-conference","title":"Upgrading from Below","author":[{"family":"Doe","given":"Jane"}],"event-title":"Annual Meeting of the Association","event-place":"Boston","issued":{"date-parts":[[2012,8,30]]}}""",
        "4",
        "Jane Doe, “Upgrading from Below” (paper presented at Annual Meeting of the Association, Boston, 30 August 2012), 4.",
        "Doe, “Upgrading from Below,” 4.",
        "Doe, Jane. “Upgrading from Below.” Paper presented at Annual Meeting of the Association, Boston, 30 August 2012.")]
    [InlineData(
        "case at law",
        """{"type":"legal_case","title":"Citizens United v. Federal Election Commission","number":"08-205","authority":"US Supreme Court","issued":{"date-parts":[[2010,1,21]]}}""",
        "14",
        "Citizens United v. Federal Election Commission, no. 08-205 (US Supreme Court, 21 January 2010), 14.",
        "*Citizens United v. Federal Election Commission*, 14.",
        "Citizens United v. Federal Election Commission, no. 08-205 (US Supreme Court, 21 January 2010).")]
    [InlineData(
        "online document",
        """{"type":"webpage","title":"Suzhou Industrial Park Guidebook for Manufacturing Industries","author":[{"literal":"Suzhou Industrial Park"}],"URL":"http://www.sipac.gov.cn/tzzn/zzy/201107/t20110710_103911.htm","accessed":{"date-parts":[[2011,10,1]]}}""",
        null,
        "Suzhou Industrial Park, “Suzhou Industrial Park Guidebook for Manufacturing Industries,” http://www.sipac.gov.cn/tzzn/zzy/201107/t20110710_103911.htm (accessed 1 October 2011).",
        "Suzhou Industrial Park, “Suzhou Industrial Park Guidebook for Manufacturing Industries.”",
        "Suzhou Industrial Park. “Suzhou Industrial Park Guidebook for Manufacturing Industries.” http://www.sipac.gov.cn/tzzn/zzy/201107/t20110710_103911.htm (accessed 1 October 2011).")]
    [InlineData(
        "announcement, dated",
        """{"type":"webpage","title":"The Mobile Phone Production of Shenzhen","author":[{"literal":"Ministry of Commerce"}],"issued":{"date-parts":[[2011,3,28]]},"URL":"http://sztb.mofcom.gov.cn/a.html"}""",
        null,
        "Ministry of Commerce, “The Mobile Phone Production of Shenzhen,” 28 March 2011, http://sztb.mofcom.gov.cn/a.html.",
        "Ministry of Commerce, “Mobile Phone Production of Shenzhen.”",
        "Ministry of Commerce. “The Mobile Phone Production of Shenzhen.” 28 March 2011. http://sztb.mofcom.gov.cn/a.html.")]
    [InlineData(
        "report",
        """{"type":"report","title":"World Investment Report 2001","author":[{"literal":"UNCTAD"}],"genre":"Policy Report","number":"E.01","publisher":"United Nations","publisher-place":"New York","issued":{"date-parts":[[2001]]}}""",
        "14",
        "UNCTAD, *World Investment Report 2001*, Policy Report E.01 (New York: United Nations, 2001), 14.",
        "UNCTAD, *World Investment Report 2001*, 14.",
        "UNCTAD. *World Investment Report 2001*. Policy Report E.01. New York: United Nations, 2001.")]
    [InlineData(
        "speech",
        """{"type":"speech","title":"The Successful Path of Kunshan Development Zone","author":[{"family":"Li","given":"Quanlin"}],"genre":"speech of the Kunshan Party Secretary","issued":{"date-parts":[[1993]]}}""",
        null,
        "Quanlin Li, “The Successful Path of Kunshan Development Zone” (speech of the Kunshan Party Secretary, 1993).",
        "Li, “Successful Path of Kunshan Development Zone.”",
        "Li, Quanlin. “The Successful Path of Kunshan Development Zone.” Speech of the Kunshan Party Secretary, 1993.")]
    [InlineData(
        "thesis",
        """{"type":"thesis","title":"Global Allies","author":[{"family":"Doe","given":"Jane"}],"genre":"PhD diss.","publisher":"Johns Hopkins University","issued":{"date-parts":[[2012]]}}""",
        "7",
        "Jane Doe, “Global Allies” (PhD diss., Johns Hopkins University, 2012), 7.",
        "Doe, “Global Allies,” 7.",
        "Doe, Jane. “Global Allies.” PhD diss., Johns Hopkins University, 2012.")]
    [InlineData(
        "census without author",
        """{"type":"dataset","title":"China 2008 Economic Census"}""",
        null,
        "*China 2008 Economic Census*.",
        "*China 2008 Economic Census*.",
        "*China 2008 Economic Census*.")]
    [InlineData(
        "law",
        """{"type":"legislation","title":"Law on Wholly Foreign-Owned Enterprises","number":"39","genre":"Presidential Order","authority":"National People's Congress","issued":{"date-parts":[[1986,4,12]]}}""",
        "art. 3",
        "Law on Wholly Foreign-Owned Enterprises, Presidential Order 39 (National People’s Congress, 12 April 1986), art. 3.",
        "Law on Wholly Foreign-Owned Enterprises, art. 3.",
        "Law on Wholly Foreign-Owned Enterprises, Presidential Order 39 (National People’s Congress, 12 April 1986).")]
    [InlineData(
        "yearbook with a corporate author",
        """{"type":"book","title":"Suzhou Statistical Yearbook 1992","author":[{"literal":"Suzhou Statistics Bureau"}],"publisher-place":"Beijing","publisher":"China Statistics Press","issued":{"date-parts":[[1993]]}}""",
        null,
        "Suzhou Statistics Bureau, *Suzhou Statistical Yearbook 1992* (Beijing: China Statistics Press, 1993).",
        "Suzhou Statistics Bureau, *Suzhou Statistical Yearbook 1992*.",
        "Suzhou Statistics Bureau. *Suzhou Statistical Yearbook 1992*. Beijing: China Statistics Press, 1993.")]
    [InlineData(
        "volumes in the locator",
        """{"type":"book","title":"Chuntian De Gushi","author":[{"family":"Xu","given":"Mingtian"}],"volume":"2","publisher-place":"Beijing","publisher":"China CITIC Press","issued":{"date-parts":[[2008],[2009]]}}""",
        "vol. 1, 153-54",
        "Mingtian Xu, *Chuntian De Gushi* (Beijing: China CITIC Press, 2008–2009), vol. 1, 153–54.",
        "Xu, *Chuntian De Gushi*, vol. 1, 153–54.",
        "Xu, Mingtian. *Chuntian De Gushi*. Vol. 2. Beijing: China CITIC Press, 2008–2009.")]
    public void A_work_is_cited_in_full_in_short_and_in_the_bibliography(
        string kind, string csl, string? locator, string full, string brief, string bibliography)
    {
        var source = SourceExamples.Of(csl);

        ChicagoNotes.FullNote(source, locator).Marked().ShouldBe(full, kind);
        ChicagoNotes.ShortNote(source, locator).Marked().ShouldBe(brief, kind);
        ChicagoNotes.Bibliography(source).Marked().ShouldBe(bibliography, kind);
    }

    [Fact]
    public void A_romanised_title_is_italic_and_its_translation_upright_in_brackets()
    {
        var source = SourceExamples.Of(
            """{"type":"book","title":"Huawei De Shijie","author":[{"family":"Wu","given":"Jianguo"},{"family":"Ji","given":"Yongqing"}],"publisher-place":"Beijing","publisher":"China CITIC Press","issued":{"date-parts":[[2006]]}}""",
            new SourceAnnotations { TranslatedTitle = "The World of Huawei", OriginalScriptTitle = "华为的世界" });

        ChicagoNotes.FullNote(source).Marked().ShouldBe(
            "Jianguo Wu and Yongqing Ji, *Huawei De Shijie* 华为的世界 [The World of Huawei] (Beijing: China CITIC Press, 2006).");
        ChicagoNotes.ShortNote(source).Marked().ShouldBe("Wu and Ji, *Huawei De Shijie*.");
    }

    [Theory]
    [InlineData("article-journal", "“Guangdong De Qiye” 广东的企业 [Enterprises of Guangdong], *Xiandai Guanli Kexue* 4 (2005).", "“Guangdong De Qiye.”")]
    [InlineData("article-newspaper", "“Guangdong De Qiye” 广东的企业 [Enterprises of Guangdong], *Xiandai Guanli Kexue* (2005).", "“Guangdong De Qiye.”")]
    [InlineData("webpage", "“Guangdong De Qiye” 广东的企业 [Enterprises of Guangdong], Xiandai Guanli Kexue, 2005.", "“Guangdong De Qiye.”")]
    [InlineData("chapter", "“Guangdong De Qiye” 广东的企业 [Enterprises of Guangdong], in *Xiandai Guanli Kexue*, vol. 4 (2005).", "“Guangdong De Qiye.”")]
    public void A_part_of_a_work_bears_its_own_script_and_translation_behind_the_quotation_marks(string type, string full, string brief)
    {
        var source = SourceExamples.Of(
            $$$"""{"type":"{{{type}}}","title":"Guangdong De Qiye","container-title":"Xiandai Guanli Kexue","volume":4,"issued":{"date-parts":[[2005]]}}""",
            new SourceAnnotations { TranslatedTitle = "Enterprises of Guangdong", OriginalScriptTitle = "广东的企业" });

        ChicagoNotes.FullNote(source).Marked().ShouldBe(full);
        ChicagoNotes.ShortNote(source).Marked().ShouldBe(brief);
        ChicagoNotes.Bibliography(source).Marked().ShouldStartWith("“Guangdong De Qiye” 广东的企业 [Enterprises of Guangdong]. ");
    }

    [Fact]
    public void Where_only_a_translation_came_as_title_the_original_is_put_first()
    {
        var source = SourceExamples.Of(
            """{"type":"article-journal","title":"Enterprises of Guangdong","original-title":"Guangdong De Qiye","container-title":"Xiandai Guanli Kexue","volume":4,"issued":{"date-parts":[[2005]]}}""",
            new SourceAnnotations { TitleIsTranslation = true });

        ChicagoNotes.FullNote(source).Marked().ShouldBe("“Guangdong De Qiye” [Enterprises of Guangdong], *Xiandai Guanli Kexue* 4 (2005).");
    }

    [Theory]
    [InlineData("""{"type":"book","title":"华为的世界：一个公司","author":[{"family":"吴","given":"建国"}],"publisher":"中信出版社"}""", "吴建国, 华为的世界：一个公司 (中信出版社).")]
    [InlineData("""{"type":"book","title":"מדינת היהודים","author":[{"literal":"הרצל"}]}""", "הרצל, מדינת היהודים.")]
    [InlineData("""{"type":"article-journal","title":"مقدمة ابن خلدون","container-title":"مجلة","volume":1}""", "“مقدمة ابن خلدون,” مجلة 1.")]
    [InlineData("""{"type":"book","title":"צה\"ל"}""", "צה\"ל.")]
    public void Titles_in_other_scripts_come_through_whole_and_upright(string csl, string expected) =>
        ChicagoNotes.FullNote(SourceExamples.Of(csl)).Marked().ShouldBe(expected);

    [Fact]
    public void Forthcoming_work_says_so_where_the_year_would_stand()
    {
        var bare = SourceExamples.Of(
            """{"type":"book","title":"Shenzhen Keji Chanye Shi","author":[{"family":"Jin","given":"Xinyi"}],"issued":{"literal":"forthcoming"}}""",
            new SourceAnnotations { TranslatedTitle = "The History of Science and Technology Industries in Shenzhen" });
        var housed = SourceExamples.Of("""{"type":"book","title":"T","status":"forthcoming","publisher":"MIT Press","publisher-place":"Cambridge, MA"}""");

        ChicagoNotes.FullNote(bare, "15-18").Marked().ShouldBe(
            "Xinyi Jin, *Shenzhen Keji Chanye Shi* [The History of Science and Technology Industries in Shenzhen], forthcoming, 15–18.");
        ChicagoNotes.FullNote(housed).Marked().ShouldBe("*T* (Cambridge, MA: MIT Press, forthcoming).");
    }

    [Fact]
    public void Missing_data_are_left_out_of_the_note_and_named_beside_it()
    {
        var source = SourceExamples.Of(
            """{"type":"book","title":"Shenzhen Dianzi Gongye","author":[{"family":"Zeng","given":"Fankui"}]}""",
            new SourceAnnotations { Incomplete = true, Missing = ["publisher", "year"] });

        ChicagoNotes.FullNote(source, "17").Text.ShouldBe("Fankui Zeng, Shenzhen Dianzi Gongye, 17.");
        source.Annotations.IncompleteSign().ShouldBe("[incomplete: publisher, year not given]");
    }

    [Fact]
    public void Foreign_words_marked_in_a_title_turn_its_look_round()
    {
        ChicagoNotes.FullNote(SourceExamples.Of("""{"type":"article-journal","title":"The <i>san lai yi bu</i> Enterprises","container-title":"J"}""")).Marked()
            .ShouldBe("“The *san lai yi bu* Enterprises,” *J*.");
        ChicagoNotes.FullNote(SourceExamples.Of("""{"type":"book","title":"The <i>sunan</i> Model"}""")).Marked().ShouldBe("*The *sunan* Model*.");
    }

    [Theory]
    [InlineData("""{"type":"webpage","title":"[Definition; no title printed]","URL":"http://x.cn/a.pdf"}""", "[Definition; no title printed], http://x.cn/a.pdf.", "[Definition; no title printed].")]
    [InlineData("""{"type":"dataset","title":"[Data behind Figure 1; no title printed]","author":[{"literal":"UNCTAD"}]}""", "UNCTAD, [Data behind Figure 1; no title printed].", "UNCTAD, [Data behind Figure 1; no title printed].")]
    public void A_description_in_place_of_a_title_is_set_as_plain_text(string csl, string full, string brief)
    {
        ChicagoNotes.FullNote(SourceExamples.Of(csl)).Marked().ShouldBe(full);
        ChicagoNotes.ShortNote(SourceExamples.Of(csl)).Marked().ShouldBe(brief);
    }

    [Theory]
    [InlineData("""{"type":"document","title":"The Announcement","author":[{"literal":"Suzhou Bureau"}],"issued":{"date-parts":[[2010,4,1]]}}""", "Suzhou Bureau, “The Announcement,” 1 April 2010.")]
    [InlineData("""{"type":"article","title":"Shenzhen Dianzi Gongye","author":[{"family":"Zeng","given":"Fankui"}]}""", "Fankui Zeng, “Shenzhen Dianzi Gongye.”")]
    public void A_short_text_of_which_no_more_is_known_stands_in_quotation_marks(string csl, string full) =>
        ChicagoNotes.FullNote(SourceExamples.Of(csl)).Marked().ShouldBe(full);

    [Theory]
    [InlineData("China's \"Hidden\" State", "“China’s ‘Hidden’ State.”")]
    [InlineData("A \"Developmental State\"", "“‘Developmental State.’”")]
    [InlineData("Is It Over?", "“Is It Over?”")]
    [InlineData("The '90s Boom", "“’90s Boom.”")]
    public void Quotation_marks_and_apostrophes_are_set_as_in_print(string title, string expected) =>
        ChicagoNotes.ShortNote(new Source("k", new CslItem { Type = "article-journal", Title = title }, SourceAnnotations.None)).Text.ShouldBe(expected);

    [Theory]
    [InlineData("""{"family":"Gaulle","given":"Charles","non-dropping-particle":"de"}""", "Charles de Gaulle", "de Gaulle", "de Gaulle, Charles")]
    [InlineData("""{"family":"Humboldt","given":"Alexander","dropping-particle":"von"}""", "Alexander von Humboldt", "Humboldt", "Humboldt, Alexander von")]
    [InlineData("""{"family":"King","given":"Martin Luther","suffix":"Jr."}""", "Martin Luther King Jr.", "King", "King, Martin Luther, Jr.")]
    [InlineData("""{"literal":"Southern Metropolis Daily"}""", "Southern Metropolis Daily", "Southern Metropolis Daily", "Southern Metropolis Daily")]
    public void Names_are_put_in_order_with_their_particles(string name, string full, string brief, string inverted)
    {
        var source = SourceExamples.Of($$"""{"type":"book","title":"T","author":[{{name}}]}""");

        ChicagoNotes.FullNote(source).Text.ShouldBe($"{full}, T.");
        ChicagoNotes.ShortNote(source).Text.ShouldBe($"{brief}, T.");
        ChicagoNotes.Bibliography(source).Text.ShouldBe($"{inverted.TrimEnd('.')}. T.");
    }

    [Fact]
    public void A_title_that_ends_in_a_question_keeps_its_comma_and_gets_no_full_stop()
    {
        var source = SourceExamples.Of("""{"type":"article-journal","title":"Is There a Case for Industrial Policy?","container-title":"The World Bank Research Observer","volume":21}""");

        ChicagoNotes.FullNote(source).Text.ShouldBe("“Is There a Case for Industrial Policy?,” The World Bank Research Observer 21.");
        ChicagoNotes.Bibliography(source).Text.ShouldStartWith("“Is There a Case for Industrial Policy?” The World Bank");
    }
}
