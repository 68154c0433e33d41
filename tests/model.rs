//! The model that ships: the files are the ones of the card, its scores those of the training, bit for bit the same
//! whatever is read beside them.

#![expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use acquit::model::{Model, ModelInput};
use serde::Deserialize;

/// Largest difference between a probability of the int8 model and of the float model it was made from.
const TOLERANCE: f32 = 0.35;
/// Most labels, of 12,772, that fall on the other side of even odds.
const FLIPS: u32 = 12;
/// Largest difference on average over all probes and labels.
const MEAN: f32 = 0.002;

#[derive(Deserialize)]
struct Probe {
    context: String,
    unit: String,
    probabilities: Vec<f32>,
}

impl Probe {
    fn input(&self) -> ModelInput {
        ModelInput { context: self.context.clone(), unit: self.unit.clone() }
    }
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("model").join(name)
}

fn probes() -> Vec<Probe> {
    let text = fs::read_to_string(file("probes.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// From the files, so that their digests are held against the card.
fn model() -> Model {
    let text = |name| fs::read_to_string(file(name)).unwrap();
    Model::load(&text("card.toml"), &text("vocabulary.txt"), fs::read(file("reader.onnx")).unwrap()).unwrap()
}

/// The scores of every probe, each read alone.
fn alone() -> &'static Vec<Vec<u32>> {
    static ALONE: OnceLock<Vec<Vec<u32>>> = OnceLock::new();
    ALONE.get_or_init(|| {
        let model = model();
        probes().iter().map(|probe| bits(&model, probe)).collect()
    })
}

fn bits(model: &Model, probe: &Probe) -> Vec<u32> {
    model.scores(&probe.input()).unwrap().iter().map(|p| p.to_bits()).collect()
}

#[test]
fn scores_are_those_of_the_training() {
    let (mut most, mut sum, mut n, mut flips) = (0.0_f32, 0.0_f32, 0.0_f32, 0);
    for (probe, scores) in probes().iter().zip(alone()) {
        for (expected, bits) in probe.probabilities.iter().zip(scores) {
            let apart = (expected - f32::from_bits(*bits)).abs();
            (most, sum, n) = (most.max(apart), sum + apart, n + 1.0);
            flips += u32::from((*expected >= 0.5) != (f32::from_bits(*bits) >= 0.5));
        }
    }
    assert!(n > 10_000.0, "only {n} probabilities");
    assert!(flips <= FLIPS, "{flips} labels on the other side of even odds");
    assert!(most <= TOLERANCE && sum / n <= MEAN, "largest difference {most}, mean {}", sum / n);
}

#[test]
fn scores_do_not_depend_on_order_or_threads() {
    let (model, probes) = (model(), probes());
    for (probe, alone) in probes.iter().zip(alone()).rev() {
        assert_eq!(&bits(&model, probe), alone, "read last to first: {}", probe.unit);
    }
    let model = self::model();
    std::thread::scope(|scope| {
        for worker in 0..8 {
            let (model, probes) = (&model, &probes);
            scope.spawn(move || {
                for (at, probe) in probes.iter().enumerate().filter(|(at, _)| at % 8 == worker) {
                    assert_eq!(bits(model, probe), alone()[at], "on thread {worker}: {}", probe.unit);
                }
            });
        }
    });
}

#[test]
fn a_unit_longer_than_the_window_is_read_in_parts() {
    let model = model();
    assert!(probes().iter().all(|probe| model.parts(&probe.input()) >= 1));
    let long = ModelInput { context: String::new(), unit: "the lender waives the deficiency. ".repeat(200) };
    assert!(model.parts(&long) > 5);
    assert_eq!(model.scores(&long).unwrap().len(), model.effects().len());
    let endless = ModelInput { context: String::new(), unit: "the lender waives the deficiency. ".repeat(4_000) };
    assert!(model.scores(&endless).is_none(), "what is too long is not read, and is not called harmless");
    let empty = ModelInput { context: String::new(), unit: String::new() };
    assert_eq!((model.parts(&empty), model.scores(&empty).unwrap().len()), (1, model.effects().len()));
}

#[test]
fn a_wrong_model_is_told_and_not_taken() {
    let text = |name| fs::read_to_string(file(name)).unwrap();
    let (card, vocabulary, weights) =
        (text("card.toml"), text("vocabulary.txt"), fs::read(file("reader.onnx")).unwrap());
    let cut = weights[..weights.len() / 2].to_vec();
    let table = [
        (card.clone(), vocabulary.clone(), cut, "reader.onnx is not the file"),
        (card.clone(), vocabulary.replacen("the\n", "teh\n", 1), Vec::new(), "vocabulary.txt is not the file"),
        (card.replacen("version = 1", "version = 2", 1), vocabulary.clone(), Vec::new(), "has version 2"),
        (card.replacen("debt-release:weak", "debt-relief", 1), vocabulary.clone(), Vec::new(), "`debt-release:weak`"),
        (card.replacen("slope = [", "slope = [0.5, ", 1), vocabulary, Vec::new(), "not of one length"),
        (card.replacen("slope = [", "slope = [nan, ", 1), String::new(), Vec::new(), "not of one length"),
        (card.replacen("longest = 160", "longest = 5000", 1), String::new(), Vec::new(), "out of bounds"),
        ("no card".to_owned(), String::new(), Vec::new(), "the card is not as"),
    ];
    for (card, vocabulary, weights, says) in table {
        let error = Model::load(&card, &vocabulary, weights).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}
