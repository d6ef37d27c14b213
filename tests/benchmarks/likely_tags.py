"""How often the right tag is among the first three, beside scikit-learn's linear classifier.

    python tests/benchmarks/likely_tags.py [CLAIMS.jsonl]

Claims are made up, each of a tag's own and of common words; or they come from a file that
`copydesk export --format jsonl` wrote. Both learn from the same half and are asked about the
other. Needs scikit-learn, which nothing else does.
"""

import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def made_up(number: int = 2_000, tags: int = 25) -> list[tuple[str, str]]:
    """Return words and a tag each: a third of the words are the tag's, one in ten is wrong."""
    chance = random.Random(11)
    words = ["".join(chance.choices("aeinrstloudmcp", k=3 + n % 6)) for n in range(3_000)]
    own = [chance.sample(words, 60) for _ in range(tags)]
    claims = []
    for _ in range(number):
        tag = min(int(chance.expovariate(0.15)), tags - 1)
        said = [
            chance.choice(own[tag]) if chance.random() < 0.22 else chance.choice(words)
            for _ in range(chance.randint(3, 12))
        ]
        given = tag if chance.random() < 0.9 else chance.randrange(tags)
        claims.append((f"{' '.join(said)} {chance.randint(2, 9_000)}", f"tag {given}"))
    return claims


def exported(file: Path) -> list[tuple[str, str]]:
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [(it["anchor"]["exact"], it["tags"][0]) for it in records]


def main() -> None:
    """Print both shares and their ratio, for each half."""
    sys.path.insert(0, str(ROOT))
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    from annotations.store.likely_tags import LikelyTags

    claims = exported(Path(sys.argv[1])) if len(sys.argv) > 1 else made_up()
    random.Random(5).shuffle(claims)
    half = len(claims) // 2
    for name, learnt, asked in (
        ("first half learnt", claims[:half], claims[half:]),
        ("second half learnt", claims[half:], claims[:half]),
    ):
        likely = LikelyTags()
        for words, tag in learnt:
            likely.learn(words, (tag,))
        ours = sum(tag in likely.rank(words) for words, tag in asked) / len(asked)
        vectors = TfidfVectorizer(ngram_range=(1, 2))
        linear = LogisticRegression(C=10, max_iter=1000)
        linear.fit(vectors.fit_transform(w for w, _ in learnt), [tag for _, tag in learnt])
        shares = linear.predict_proba(vectors.transform(w for w, _ in asked))
        theirs = sum(
            tag in [linear.classes_[place] for place in row.argsort()[-3:]]
            for row, (_, tag) in zip(shares, asked, strict=True)
        ) / len(asked)
        print(f"{name}: {ours:.3f}, linear {theirs:.3f}, ratio {ours / theirs:.2f} (goal 0.8)")


if __name__ == "__main__":
    main()
