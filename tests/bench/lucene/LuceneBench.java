import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.DelimitedTermFrequencyTokenFilter;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.*;

/**
 * Lucene in its own process without any server: the same terms, cut by the service, the same questions, ranking and
 * facets by columns of values. Prints a line per question: its class, microseconds, titles found.
 *
 * Arguments: a directory for the index, the titles, the questions, how many of them to ask beforehand.
 */
public class LuceneBench {
  static final String[] TERMS = {"any", "title", "author", "subject", "publisher", "series", "isbn", "call_number"};
  static final String[] VALUES = {"language", "form", "class", "class_letter", "branches", "available_branches", "year"};
  static final String[] FACETS = {"branch", "language", "class", "form", "year"};
  static final int HITS = 20;

  public static void main(String[] args) throws Exception {
    var directory = MMapDirectory.open(Path.of(args[0]));
    var similarity = new BM25Similarity(120f, 0f);
    var config = new IndexWriterConfig(terms()).setSimilarity(similarity).setRAMBufferSizeMB(256);
    try (var writer = new IndexWriter(directory, config); var lines = Files.lines(Path.of(args[1]))) {
      for (var line : (Iterable<String>) lines::iterator) writer.addDocument(document(line.split("\t", -1)));
      writer.forceMerge(1);
    }
    try (var reader = DirectoryReader.open(directory)) {
      var bench = new LuceneBench(reader, similarity);
      var questions = Files.readAllLines(Path.of(args[2]), StandardCharsets.UTF_8);
      for (var line : questions.subList(0, Math.min(questions.size(), Integer.parseInt(args[3])))) bench.ask(line);
      for (var line : questions) {
        long startedAt = System.nanoTime();
        int total = bench.ask(line);
        long took = System.nanoTime() - startedAt;
        System.out.println(line.substring(0, line.indexOf('\t')) + "\t" + took / 1000.0 + "\t" + total);
      }
    }
  }

  static Analyzer terms() {
    return new Analyzer() {
      @Override protected TokenStreamComponents createComponents(String field) {
        var tokenizer = new WhitespaceTokenizer();
        return new TokenStreamComponents(tokenizer, new DelimitedTermFrequencyTokenFilter(tokenizer));
      }
    };
  }

  /** Columns: terms, values, popularity, available, title keys, summary. */
  static Document document(String[] columns) {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.setOmitNorms(true);
    var document = new Document();
    int at = 0;
    for (var field : TERMS) document.add(new Field(field, columns[at++], type));
    for (var field : VALUES) {
      for (var value : columns[at++].split("\u0001")) {
        if (!value.isEmpty()) document.add(new SortedSetDocValuesField(field, new BytesRef(value)));
      }
    }
    document.add(new DoubleDocValuesField("popularity", Double.parseDouble(columns[at++])));
    document.add(new NumericDocValuesField("available", Long.parseLong(columns[at++])));
    for (var key : columns[at++].split("\u0001")) document.add(new StringField("title_keys", key, Field.Store.NO));
    document.add(new StoredField("summary", columns[at]));
    return document;
  }

  final IndexSearcher searcher;
  final LeafReader leaf;
  final float[] boosts;
  final double[] popularity;
  final boolean[] available;
  /** Readers choose among the same few values again and again: what a filter accepts is worked out once. */
  final Map<String, FixedBitSet> accepting = new HashMap<>();

  LuceneBench(DirectoryReader reader, BM25Similarity similarity) throws Exception {
    searcher = new IndexSearcher(reader);
    searcher.setSimilarity(similarity);
    searcher.setQueryCache(null);
    leaf = reader.leaves().get(0).reader();
    boosts = new float[leaf.maxDoc()];
    popularity = new double[leaf.maxDoc()];
    available = new boolean[leaf.maxDoc()];
    var used = leaf.getNumericDocValues("popularity");
    var here = leaf.getNumericDocValues("available");
    for (int doc = 0; doc < leaf.maxDoc(); doc++) {
      if (used.advanceExact(doc)) popularity[doc] = Double.longBitsToDouble(used.longValue());
      if (here.advanceExact(doc)) available[doc] = here.longValue() > 0;
    }
  }

  record Filter(String name, String field, FixedBitSet accepted, SortedSetDocValues values) {}

  record Hit(int doc, double rank) {}

  /** Columns: class, title key, whether only what is available, filters, the words. */
  int ask(String line) throws Exception {
    var columns = line.split("\t", -1);
    var onlyAvailable = columns[2].equals("1");
    var filters = new ArrayList<Filter>();
    for (var filter : columns[3].isEmpty() ? new String[0] : columns[3].split("\u0002")) filters.add(filter(filter));
    var query = parse(Arrays.asList(columns[4].split("\u0001")).iterator());
    var counted = new ArrayList<int[]>();
    var values = new ArrayList<SortedSetDocValues>();
    for (var facet : FACETS) {
      var field = facet.equals("branch") ? (onlyAvailable ? "available_branches" : "branches") : facet.equals("class") ? "class_letter" : facet;
      values.add(DocValues.getSortedSet(leaf, field));
      counted.add(new int[(int) values.get(values.size() - 1).getValueCount()]);
    }
    var boosted = boost(columns[1]);
    var best = new java.util.PriorityQueue<Hit>(Comparator.comparingDouble(Hit::rank));
    int[] total = {0};
    searcher.search(query, new SimpleCollector() {
      Scorable scorer;
      @Override public void setScorer(Scorable scorer) { this.scorer = scorer; }
      @Override public ScoreMode scoreMode() { return ScoreMode.COMPLETE; }
      @Override public void collect(int doc) throws java.io.IOException {
        if (onlyAvailable && !available[doc]) return;
        int refusals = 0;
        String refusedBy = "";
        for (var filter : filters) {
          if (accepts(filter, doc)) continue;
          if (++refusals > 1) return;
          refusedBy = filter.name();
        }
        for (int facet = 0; facet < FACETS.length; facet++) {
          if (refusals == 1 && !FACETS[facet].equals(refusedBy)) continue;
          var own = values.get(facet);
          if (!own.advanceExact(doc)) continue;
          for (int i = 0; i < own.docValueCount(); i++) counted.get(facet)[(int) own.nextOrd()]++;
        }
        if (refusals > 0) return;
        total[0]++;
        double rank = scorer.score() * (1 + boosts[doc] + 0.25 * popularity[doc] + (available[doc] ? 0.05 : 0));
        if (best.size() < HITS) best.add(new Hit(doc, rank));
        else if (rank > best.peek().rank()) { best.poll(); best.add(new Hit(doc, rank)); }
      }
    });
    for (int doc : boosted) boosts[doc] = 0;
    var stored = searcher.storedFields();
    while (!best.isEmpty()) stored.document(best.poll().doc()).get("summary");
    return total[0];
  }

  static boolean accepts(Filter filter, int doc) throws java.io.IOException {
    var own = filter.values();
    if (!own.advanceExact(doc)) return false;
    for (int i = 0; i < own.docValueCount(); i++) if (filter.accepted().get((int) own.nextOrd())) return true;
    return false;
  }

  /** `name, field, from, to` for a range of values, `name, field, value…` for some; a value with a star begins so. */
  Filter filter(String text) throws Exception {
    var parts = text.split("\u0001");
    var values = DocValues.getSortedSet(leaf, parts[1]);
    var known = accepting.get(text);
    if (known != null) return new Filter(parts[0], parts[1], known, values);
    var accepted = new FixedBitSet((int) Math.max(1, values.getValueCount()));
    accepting.put(text, accepted);
    for (int ord = 0; ord < values.getValueCount(); ord++) {
      var value = values.lookupOrd(ord).utf8ToString();
      for (int i = 2; i < parts.length; i++) {
        var isRange = parts[i].startsWith("[");
        var bounds = parts[i].substring(1).split("-");
        if (isRange ? Integer.parseInt(bounds[0]) <= Integer.parseInt(value) && Integer.parseInt(value) <= Integer.parseInt(bounds[1])
            : parts[i].endsWith("*") ? value.startsWith(parts[i].substring(0, parts[i].length() - 1)) : value.equals(parts[i])) accepted.set(ord);
      }
    }
    return new Filter(parts[0], parts[1], accepted, values);
  }

  /** @return the titles that have a boost now */
  List<Integer> boost(String key) throws Exception {
    var boosted = new ArrayList<Integer>();
    if (key.isEmpty()) return boosted;
    var prefix = new BytesRef(key);
    var keys = leaf.terms("title_keys").iterator();
    if (keys.seekCeil(prefix) == TermsEnum.SeekStatus.END) return boosted;
    for (var term = keys.term(); term != null && StringHelper.startsWith(term, prefix); term = keys.next()) {
      var boost = term.length == prefix.length ? 1f : 0.25f;
      var postings = keys.postings(null, PostingsEnum.NONE);
      for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
        boosts[doc] = Math.max(boosts[doc], boost);
        boosted.add(doc);
      }
    }
    return boosted;
  }

  static Query parse(Iterator<String> parts) {
    var kind = parts.next();
    if (kind.equals("term") || kind.equals("prefix")) {
      var term = new Term(parts.next(), parts.next());
      var boost = Float.parseFloat(parts.next());
      return new BoostQuery(kind.equals("term") ? new TermQuery(term) : new PrefixQuery(term), boost);
    }
    int count = Integer.parseInt(parts.next());
    var inner = new ArrayList<Query>();
    if (kind.equals("best")) {
      for (int i = 0; i < count; i++) inner.add(parse(parts));
      return new DisjunctionMaxQuery(inner, 0f);
    }
    var all = new BooleanQuery.Builder();
    for (int i = 0; i < count; i++) all.add(parse(parts), BooleanClause.Occur.MUST);
    for (int more = Integer.parseInt(parts.next()); more > 0; more--) all.add(parse(parts), BooleanClause.Occur.SHOULD);
    return all.build();
  }
}
