package dev.presently.e2e;

class LocalAccessScenariosTest extends AccessScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
